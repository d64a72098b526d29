//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"syscall/js"
)

// database is a Store in IndexedDB. A lost connection is made anew, once per operation, in the shim.
type database struct {
	base js.Value // the shim's record of it
	free func()   // releases the callbacks
}

func openDatabase(ctx context.Context, name string, version int, watch Watch) (Database, error) {
	d := &database{}
	var isBlocked atomic.Bool
	blocked := js.FuncOf(func(js.Value, []js.Value) any {
		isBlocked.Store(true)
		if watch.Blocked != nil {
			watch.Blocked()
		}
		return nil
	})
	stale := js.FuncOf(func(js.Value, []js.Value) any {
		go d.yield(watch.Stale)
		return nil
	})
	d.free = sync.OnceFunc(func() {
		blocked.Release()
		stale.Release()
	})
	names := make([]any, len(tables))
	for i, table := range tables {
		names[i] = table
	}
	d.base = shim().Call("database", name, version, names, blocked, stale)
	if _, err := await(ctx, discard, "open", d.base); err != nil {
		_ = d.Close()
		return Database{}, openError(name, err, isBlocked.Load())
	}
	return Database{d, &backupFile{d.base}}, nil
}

func openError(name string, err error, blocked bool) error {
	if blocked && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		return fmt.Errorf("open database %q: %w: %w", name, ErrBlocked, err)
	}
	return fmt.Errorf("open database %q: %w", name, err)
}

// yield makes way for a newer version.
func (d *database) yield(stale func()) {
	if stale != nil {
		stale()
	}
	_ = d.Close()
}

func (d *database) Get(ctx context.Context, table, key string) (string, bool, error) {
	if err := checkRef(table, key); err != nil {
		return "", false, err
	}
	value, err := await(ctx, func(v js.Value) *string {
		if v.IsNull() {
			return nil
		}
		s := string(toBytes(v))
		return &s
	}, "get", d.base, table, key)
	if err != nil {
		return "", false, fmt.Errorf("get %s %q: %w", table, key, err)
	}
	if value == nil {
		return "", false, nil
	}
	return *value, true, nil
}

func (d *database) Range(ctx context.Context, table, from, to string, limit int, reverse bool) ([]Row, error) {
	return d.read(ctx, table, from, to, limit, reverse, false)
}

func (d *database) Keys(ctx context.Context, table, from, to string) ([]string, error) {
	rows, err := d.read(ctx, table, from, to, 0, false, true)
	return keysOf(rows), err
}

func (d *database) read(ctx context.Context, table, from, to string, limit int, reverse, keysOnly bool) ([]Row, error) {
	if err := checkTable(table); err != nil {
		return nil, err
	}
	if to != "" && from >= to {
		return nil, nil // the browser calls it a fault
	}
	rows, err := await(ctx, func(v js.Value) []Row { return takeRows(v, table) },
		"read", d.base, table, from, to, max(limit, 0), reverse, keysOnly)
	if err != nil {
		return nil, fmt.Errorf("read %s [%q,%q): %w", table, from, to, err)
	}
	if reverse {
		slices.Reverse(rows)
	}
	return rows, nil
}

func takeRows(chunks js.Value, table string) []Row {
	var rows []Row
	for i := range chunks.Length() {
		rows = unpackRows(rows, table, toBytes(chunks.Index(i)))
	}
	return rows
}

func (d *database) Commit(ctx context.Context, b Batch) error {
	if err := b.check(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if err := ctx.Err(); err != nil || len(b.Puts)+len(b.Deletes) == 0 {
		return err
	}
	if _, err := await(context.WithoutCancel(ctx), discard, "commit", d.base, fromBytes(packBatch(b))); err != nil {
		return fmt.Errorf("commit %d rows: %w", len(b.Puts)+len(b.Deletes), err)
	}
	return nil
}

func (d *database) Close() error {
	shim().Call("shut", d.base)
	d.free()
	return nil
}
