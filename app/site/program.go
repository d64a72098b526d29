//go:build !js

package site

import (
	"fmt"
	"io/fs"
)

// Program is the compiled app. Wasm and Exec must come from the same Go release.
type Program struct {
	Wasm   []byte // app.wasm
	Exec   []byte // Go's wasm_exec.js
	Brotli []byte // Wasm compressed, or empty when that is still to be done
	Gzip   []byte // the same for gzip
}

// ReadProgram reads a program from a folder: the wasm file of the given name and
// wasm_exec.js. Compressed forms beside it are not trusted to be of the same.
func ReadProgram(dir fs.FS, wasm string) (Program, error) {
	body, err := fs.ReadFile(dir, wasm)
	if err != nil {
		return Program{}, fmt.Errorf("program: %w", err)
	}
	exec, err := fs.ReadFile(dir, "wasm_exec.js")
	if err != nil {
		return Program{}, fmt.Errorf("program: %w", err)
	}
	return Program{Wasm: body, Exec: exec}, nil
}
