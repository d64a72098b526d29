//go:build !js

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"gloss/annotations/format"
)

type mergeCmd struct {
	Files []string `arg:"" name:"file" help:"Project files; - is standard input. Their order makes no difference."`
	Out   string   `short:"o" required:"" placeholder:"FILE" help:"The project file to write; - is standard output."`
}

// Run reads as many files at a time as there are processors. What annotations
// say is put by in a file without a name: in memory are their ids, and all that
// is not an annotation.
func (c mergeCmd) Run(e *env) error {
	defer debug.SetGCPercent(debug.SetGCPercent(300)) // little is kept of what is read, and it need not be looked through so often
	store, err := os.CreateTemp("", "gloss-*")
	if err != nil {
		return fmt.Errorf("a file to put annotations by: %w", err)
	}
	defer func() {
		store.Close()
		os.Remove(store.Name())
	}()
	m := format.NewMerger(store)
	if err := c.read(e, m); err != nil {
		return err
	}
	var merged format.Merged
	err = writeStream(e, c.Out, func(w io.Writer) (err error) {
		merged, err = m.Write(w, steps(e, "writing"))
		return err
	})
	if err != nil {
		return err
	}
	line := fmt.Sprintf("%s: %d documents, %d annotations, %d relations, %d entities", c.Out, merged.Documents, merged.Annotations, merged.Relations, merged.Entities)
	if merged.Conflicts > 0 {
		line += fmt.Sprintf("; %d versions wait for a person to choose", merged.Conflicts)
	}
	e.warn(line)
	return nil
}

// input is a file that is being read.
type input struct {
	name  string
	done  chan struct{}
	share *format.Share
	lines []string // of the report
	err   error
}

// read adds files in the order in which they are named, and reads others
// meanwhile.
func (c mergeCmd) read(e *env, m *format.Merger) error {
	ctx, stop := context.WithCancel(e.ctx)
	defer stop()
	queue := make(chan *input, runtime.GOMAXPROCS(0)-1)
	go func() {
		defer close(queue)
		for _, name := range c.Files {
			in := &input{name: name, done: make(chan struct{})}
			select {
			case queue <- in: // waits while enough are being read
			case <-ctx.Done():
				return
			}
			go in.read(ctx, e)
		}
	}()
	show := progressLine(e.stderr)
	n := 0
	for in := range queue {
		n++
		show(fmt.Sprintf("reading: %d of %d", n, len(c.Files)))
		<-in.done
		if in.err == nil {
			in.err = m.Add(in.share)
		}
		if in.err != nil {
			return fmt.Errorf("%s: %w", in.name, in.err)
		}
		for _, line := range in.lines {
			e.warn(in.name + ": " + line)
		}
	}
	return ctx.Err()
}

func (in *input) read(ctx context.Context, e *env) {
	defer close(in.done)
	data, err := readInput(e, in.name)
	if err != nil {
		in.err = err
		return
	}
	p, r, err := format.Read(data, format.ReadOptions{Large: true, Step: func(int, int) error { return ctx.Err() }})
	if err != nil {
		in.err = err
		return
	}
	in.lines = reportLines(r)
	in.share, in.err = format.NewShare(p)
}

// writeStream writes a file piece by piece, or to standard output for "-". A
// file that is there is replaced whole or not at all.
func writeStream(e *env, name string, write func(io.Writer) error) error {
	if name == "-" {
		w := bufio.NewWriterSize(e.stdout, 1<<16)
		return errors.Join(write(w), w.Flush())
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".gloss-*")
	if err == nil {
		err = errors.Join(write(f), f.Chmod(0o644), f.Close())
		if err == nil {
			err = os.Rename(f.Name(), name)
		}
		if err != nil {
			os.Remove(f.Name())
		}
	}
	var at *os.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
