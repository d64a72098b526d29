// Package cipher stands in for crypto/cipher in the program that goes to the
// browser, as package aes beside it does for crypto/aes.
package cipher

import "errors"

// Block would be a cipher.
type Block interface{ BlockSize() int }

// AEAD would be a way to use it.
type AEAD interface {
	NonceSize() int
	Seal(dst, nonce, plaintext, additionalData []byte) []byte
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
}

// NewGCM would make one.
func NewGCM(Block) (AEAD, error) { return nil, errors.New("there are no ciphers in the browser") }
