//go:build !js

package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gloss/app/site"
)

// embedded holds the compiled app after `make build`, and nothing before it, so
// that the command compiles and its tests run in a fresh clone.
//
//go:embed all:program
var embedded embed.FS

// Names of the files in it, all written by packCmd.
const (
	wasmFile   = "app.wasm"
	execFile   = "wasm_exec.js"
	brotliFile = "app.wasm.br"
	gzipFile   = "app.wasm.gz"
)

// program returns the compiled app: the embedded one, or the one at the path of
// an app.wasm with its wasm_exec.js beside it.
func program(wasm string) (site.Program, error) {
	if wasm != "" {
		return site.ReadProgram(os.DirFS(filepath.Dir(wasm)), filepath.Base(wasm))
	}
	dir, err := fs.Sub(embedded, "program")
	if err != nil {
		return site.Program{}, err
	}
	p, err := site.ReadProgram(dir, wasmFile)
	if errors.Is(err, fs.ErrNotExist) {
		return p, errors.New("gloss: this build has no browser program in it: make it with `make build`, or give one with --wasm FILE")
	}
	if err != nil {
		return p, err
	}
	if p.Brotli, err = fs.ReadFile(dir, brotliFile); err != nil {
		return p, fmt.Errorf("program: %w", err)
	}
	if p.Gzip, err = fs.ReadFile(dir, gzipFile); err != nil {
		return p, fmt.Errorf("program: %w", err)
	}
	return p, nil
}

// packCmd fills the folder that is embedded.
type packCmd struct {
	Wasm  string `arg:"" help:"The compiled app, with wasm_exec.js beside it."`
	Out   string `arg:"" help:"The folder to fill."`
	Cache string `help:"Remember compressed files in this folder."`
	Fast  bool   `help:"Compress quickly and less well."`
}

func (c packCmd) Run(e *env) error {
	p, err := site.ReadProgram(os.DirFS(filepath.Dir(c.Wasm)), filepath.Base(c.Wasm))
	if err != nil {
		return err
	}
	encoder := site.Encoder{Cache: c.Cache, Fast: c.Fast, Progress: progress(e.stderr)}
	if p.Brotli, p.Gzip, err = encoder.Encode(wasmFile, p.Wasm); err != nil {
		return err
	}
	for name, body := range map[string][]byte{wasmFile: p.Wasm, execFile: p.Exec, brotliFile: p.Brotli, gzipFile: p.Gzip} {
		if err := os.WriteFile(filepath.Join(c.Out, name), body, 0o644); err != nil {
			return fmt.Errorf("pack: %w", err)
		}
	}
	return nil
}
