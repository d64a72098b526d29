package browser

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"
)

// The tables of a database. Texts and blobs hold large values and are read one by one.
const (
	Records = "records"
	Texts   = "texts"
	Journal = "journal"
	Meta    = "meta"
	Blobs   = "blobs"
)

// tables in the order in which packBatch numbers them.
var tables = []string{Records, Texts, Journal, Meta, Blobs}

// Row is one stored value. The key is ASCII and not empty, so that it sorts alike by bytes and by UTF-16 units; the
// value is UTF-8 of any length and comes back exactly, a leading U+FEFF included.
type Row struct{ Table, Key, Value string }

// Ref names a row.
type Ref struct{ Table, Key string }

// Batch is one atomic write of at most some megabytes. Deletes come first: a row both deleted and put is put. Of two
// puts of one row the later one counts.
type Batch struct {
	Puts    []Row
	Deletes []Ref
}

// Store is an open database. All methods are safe for concurrent use, and fail with ErrClosed once it is closed.
type Store interface {
	// Get returns the value of a row; ok is false when there is none.
	Get(ctx context.Context, table, key string) (value string, ok bool, err error)
	// Range returns the rows with from <= key < to in key order, or in reverse, at most limit of them (0: all). The
	// empty from and to leave that side open. The rows are of one moment.
	Range(ctx context.Context, table, from, to string, limit int, reverse bool) ([]Row, error)
	// Keys returns the keys with from <= key < to, in order.
	Keys(ctx context.Context, table, from, to string) ([]string, error)
	// Commit returns once the batch is on the disk; on error nothing of it is. A commit under way is not stopped by
	// its context.
	Commit(ctx context.Context, b Batch) error
	// Close ends the use of the database; what is being committed is completed.
	Close() error
}

// Database is a store and the backup file remembered in it.
type Database struct {
	Store
	Backup Backup
}

// Watch holds the callbacks of an open database; nil ones are left out.
type Watch struct {
	// Blocked is told that opening waits for another tab that holds an older version open.
	Blocked func()
	// Stale is told that a tab with a newer version of the app needs this one to let go. It runs on a goroutine of its
	// own and may wait; flush what is unsaved. When it returns, or after 5 s, the database is closed.
	Stale func()
}

// Opener opens or creates a database with all tables. It fails with ErrBlocked when ctx ends while another tab is in the
// way, with ErrClosed when the database is of a newer version, else with ErrUnavailable.
type Opener func(ctx context.Context, name string, version int, watch Watch) (Database, error)

// check refuses what the stores would not keep exactly; this is a fault of the program.
func (b Batch) check() error {
	for _, r := range b.Puts {
		if err := checkRef(r.Table, r.Key); err != nil {
			return fmt.Errorf("put: %w", err)
		}
		if !utf8.ValidString(r.Value) {
			return fmt.Errorf("put %s %q: value is not UTF-8", r.Table, r.Key)
		}
	}
	for _, r := range b.Deletes {
		if err := checkRef(r.Table, r.Key); err != nil {
			return fmt.Errorf("delete: %w", err)
		}
	}
	return nil
}

func checkRef(table, key string) error {
	if err := checkTable(table); err != nil {
		return err
	}
	for i := range len(key) {
		if key[i] >= utf8.RuneSelf {
			return fmt.Errorf("key %q of table %s is not ASCII", key, table)
		}
	}
	if key == "" {
		return fmt.Errorf("empty key in table %s", table)
	}
	return nil
}

func checkTable(table string) error {
	if !slices.Contains(tables, table) {
		return fmt.Errorf("no table %q", table)
	}
	return nil
}

func keysOf(rows []Row) []string {
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = r.Key
	}
	return keys
}

// merge returns one batch that does what the batches do one after the other, each row at most once in it.
func merge(batches []Batch) Batch {
	if len(batches) == 1 {
		return batches[0]
	}
	var out Batch
	last := map[Ref]*Row{} // nil: deleted
	var order []Ref
	set := func(ref Ref, row *Row) {
		if _, seen := last[ref]; !seen {
			order = append(order, ref)
		}
		last[ref] = row
	}
	for _, b := range batches {
		for _, ref := range b.Deletes {
			set(ref, nil)
		}
		for i := range b.Puts {
			set(Ref{b.Puts[i].Table, b.Puts[i].Key}, &b.Puts[i])
		}
	}
	for _, ref := range order {
		if row := last[ref]; row != nil {
			out.Puts = append(out.Puts, *row)
		} else {
			out.Deletes = append(out.Deletes, ref)
		}
	}
	return out
}
