//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"syscall/js"
)

// backupFile is the file whose handle the database keeps.
type backupFile struct{ base js.Value }

func (b *backupFile) Supported() bool { return shim().Call("backupSupported").Bool() }

func (b *backupFile) Pick(ctx context.Context, suggested string) (string, error) {
	name, err := await(ctx, toString, "backupPick", b.base, safeName(suggested))
	if err != nil {
		return "", fmt.Errorf("choose backup file: %w", err)
	}
	return name, nil
}

func (b *backupFile) Restore(ctx context.Context) (string, Permission, error) {
	found, err := await(ctx, func(v js.Value) [2]string {
		if v.IsNull() {
			return [2]string{}
		}
		return [2]string{v.Index(0).String(), v.Index(1).String()}
	}, "backupRestore", b.base)
	if err != nil {
		return "", "", fmt.Errorf("find backup file: %w", err)
	}
	return found[0], Permission(found[1]), nil
}

func (b *backupFile) Request(ctx context.Context) (Permission, error) {
	p, err := await(ctx, toString, "backupRequest", b.base)
	if err != nil {
		return "", fmt.Errorf("ask for the backup file: %w", err)
	}
	return Permission(p), nil
}

func (b *backupFile) Write(ctx context.Context, data []byte) error {
	if _, err := await(ctx, discard, "backupWrite", b.base, fromBytes(data)); err != nil {
		return fmt.Errorf("write backup file: %w", err)
	}
	return nil
}

func (b *backupFile) Forget(ctx context.Context) error {
	if _, err := await(ctx, discard, "backupForget", b.base); err != nil {
		return fmt.Errorf("forget backup file: %w", err)
	}
	return nil
}
