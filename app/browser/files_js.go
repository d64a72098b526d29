//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"syscall/js"
	"time"
)

type files struct{}

func (files) Pick(ctx context.Context, accept string, multiple bool) ([]File, error) {
	picked, err := await(ctx, takeFiles, "pick", accept, multiple)
	if err != nil {
		return nil, fmt.Errorf("choose files: %w", err)
	}
	return picked, nil
}

func (files) Receive(r Receiver) (stop func()) {
	return listen("receive", func(args []js.Value) any {
		switch args[0].String() {
		case "files":
			if r.Files != nil {
				r.Files(takeFiles(args[1]))
			}
		case "text":
			if r.Text != nil {
				r.Text(args[1].String())
			}
		case "dragging":
			if r.Dragging != nil {
				r.Dragging(args[1].Bool())
			}
		}
		return nil
	})
}

func (files) Download(name, mime string, data []byte) error {
	name = safeName(name)
	if _, err := try("download", name, mime, fromBytes(data)); err != nil {
		return fmt.Errorf("download %q: %w", name, err)
	}
	return nil
}

// takeFiles reads an array of JavaScript File objects; their content stays where it is.
func takeFiles(list js.Value) []File {
	out := make([]File, list.Length())
	for i := range out {
		out[i] = takeFile(list.Index(i))
	}
	return out
}

func takeFile(f js.Value) File {
	return File{
		Name:     f.Get("name").String(),
		Size:     int64(f.Get("size").Float()),
		Modified: time.UnixMilli(int64(f.Get("lastModified").Float())),
		read: func(ctx context.Context, from, to int64) ([]byte, error) {
			return await(ctx, toBytes, "slice", f, from, to)
		},
	}
}
