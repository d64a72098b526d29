// Command slim makes a WebAssembly program of Go's linker smaller to download,
// in place: slim FILE.
//
// It joins the pieces in which the linker writes the memory a program starts
// with, and drops the tables that tell line numbers. What the program computes
// stays the same; a stack trace names functions without files and lines, which
// the program as it was linked, from the same source, still has.
//
// The folders beside it stand in for packages of the standard library in that
// program, and _runtime is added to Go's runtime there; see .ci/slim.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: slim FILE")
		os.Exit(2)
	}
	if err := slim(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "slim: %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func slim(file string) error {
	program, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	smaller, err := Slim(program)
	if err != nil {
		return err
	}
	return os.WriteFile(file, smaller, 0o666)
}

// Slim returns a program of Go's linker with its data in few pieces and without
// line numbers. Doing it again changes nothing.
func Slim(program []byte) ([]byte, error) {
	sections, err := readModule(program)
	if err != nil {
		return nil, err
	}
	for i, s := range sections {
		if s.id != dataSection {
			continue
		}
		memory, err := readData(s.content)
		if err != nil {
			return nil, err
		}
		if err := dropLines(memory); err != nil {
			return nil, err
		}
		sections[i].content = writeData(memory)
	}
	return writeModule(sections), nil
}
