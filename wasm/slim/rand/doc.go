// Package rand stands in for crypto/rand in the program that goes to the
// browser: it asks the browser alone, and brings no ciphers along.
package rand
