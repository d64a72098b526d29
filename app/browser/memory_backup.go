package browser

import (
	"bytes"
	"context"
	"fmt"
)

// memoryBackup is the backup file as one tab sees it.
type memoryBackup struct {
	tab   *Tab
	store *memoryStore
	name  string // "" until picked or restored in this tab
	grant bool
}

func (b *memoryBackup) Supported() bool { return true }

func (b *memoryBackup) lock() (unlock func()) {
	b.store.origin.mu.Lock()
	return b.store.origin.mu.Unlock
}

func (b *memoryBackup) Pick(ctx context.Context, suggested string) (string, error) {
	defer b.lock()()
	if b.tab.noBackup {
		return "", ctx.Err()
	}
	b.name, b.grant = safeName(suggested), true
	b.store.base.backup = b.name
	return b.name, ctx.Err()
}

func (b *memoryBackup) permission() Permission {
	if b.grant {
		return Granted
	}
	return Prompt
}

func (b *memoryBackup) Restore(ctx context.Context) (string, Permission, error) {
	defer b.lock()()
	b.name = b.store.base.backup
	if b.name == "" {
		return "", "", ctx.Err()
	}
	return b.name, b.permission(), ctx.Err()
}

func (b *memoryBackup) Request(ctx context.Context) (Permission, error) {
	defer b.lock()()
	if b.name == "" || b.tab.noBackup {
		return Denied, ctx.Err()
	}
	b.grant = true
	return Granted, ctx.Err()
}

func (b *memoryBackup) Write(ctx context.Context, data []byte) error {
	defer b.lock()()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case b.name == "":
		return fmt.Errorf("write backup file: none has been chosen")
	case !b.grant:
		return fmt.Errorf("write backup file: %w", ErrPermission)
	}
	b.store.origin.files[b.name] = bytes.Clone(data)
	return nil
}

func (b *memoryBackup) Forget(ctx context.Context) error {
	defer b.lock()()
	b.name, b.grant, b.store.base.backup = "", false, ""
	return ctx.Err()
}
