// Package storagetest holds the tests that every browser.Store passes: the browser's and the one in memory.
package storagetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/app/browser"
)

// Run tests the stores that open opens. Each test has a database of its own, of a name not used before.
func Run(t *testing.T, open browser.Opener) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, browser.Opener, string)
	}{
		{"rows come back", rowsComeBack},
		{"values are exact", valuesAreExact},
		{"a batch is all or nothing", batchIsAtomic},
		{"a row deleted and put is put", deletesComeFirst},
		{"ranges", ranges},
		{"as a map, by chance", asMap},
		{"ten thousand rows", tenThousandRows},
		{"many at a time", manyAtATime},
		{"reopened", reopened},
		{"closed", closed},
		{"a newer version takes over", upgraded},
		{"cancelled", cancelled},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.run(t, open, fmt.Sprintf("storagetest-%x", rand.Uint64()))
		})
	}
}

func row(table, key, value string) browser.Row {
	return browser.Row{Table: table, Key: key, Value: value}
}

func ref(table, key string) browser.Ref { return browser.Ref{Table: table, Key: key} }

func mustOpen(t *testing.T, open browser.Opener, name string) browser.Store {
	t.Helper()
	s, err := open(t.Context(), name, 1, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func mustCommit(t *testing.T, s browser.Store, b browser.Batch) {
	t.Helper()
	if err := s.Commit(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func mustRange(t *testing.T, s browser.Store, table, from, to string, limit int, reverse bool) []browser.Row {
	t.Helper()
	rows, err := s.Range(t.Context(), table, from, to, limit, reverse)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func wantValue(t *testing.T, s browser.Store, table, key, want string) {
	t.Helper()
	got, ok, err := s.Get(t.Context(), table, key)
	if err != nil || !ok || got != want {
		t.Errorf("%s %q: %.40q (%d bytes), %v, %v; want %.40q (%d bytes)", table, key, got, len(got), ok, err, want, len(want))
	}
}

func wantNone(t *testing.T, s browser.Store, table, key string) {
	t.Helper()
	if got, ok, err := s.Get(t.Context(), table, key); ok || err != nil {
		t.Errorf("%s %q: %q, %v, %v; want none", table, key, got, ok, err)
	}
}

func rowsComeBack(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	wantNone(t, s, browser.Records, "a")
	mustCommit(t, s, browser.Batch{Puts: []browser.Row{row(browser.Records, "a", "1"), row(browser.Journal, "a", "2")}})
	wantValue(t, s, browser.Records, "a", "1")
	wantValue(t, s, browser.Journal, "a", "2")
	mustCommit(t, s, browser.Batch{Puts: []browser.Row{row(browser.Records, "a", "3"), row(browser.Records, "a", "4")}})
	wantValue(t, s, browser.Records, "a", "4")
	mustCommit(t, s, browser.Batch{Deletes: []browser.Ref{ref(browser.Records, "a"), ref(browser.Records, "never")}})
	wantNone(t, s, browser.Records, "a")
	wantValue(t, s, browser.Journal, "a", "2")
	mustCommit(t, s, browser.Batch{})
}

func valuesAreExact(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	values := map[string]string{
		"empty":     "",
		"bom":       "\uFEFFtext",
		"bom only":  "\uFEFF",
		"two boms":  "\uFEFF\uFEFF",
		"nul":       "a\x00b\x00",
		"lines":     "a\r\nb\u2028c",
		"plane":     "😀🏳️‍🌈 e\u0301",
		"noncharac": "\uFFFE\uFFFF\U0010FFFF",
		"replaced":  "\uFFFD",
		"long":      strings.Repeat("Ein Satz mit Umlauten: äöü. ", 40_000),
		"ascii":     strings.Repeat("0123456789abcdef", 65_536),
		"~!/ key":   "odd key",
	}
	var b browser.Batch
	for key, value := range values {
		b.Puts = append(b.Puts, browser.Row{Table: browser.Texts, Key: key, Value: value})
	}
	mustCommit(t, s, b)
	for key, value := range values {
		wantValue(t, s, browser.Texts, key, value)
	}
	for _, row := range mustRange(t, s, browser.Texts, "", "", 0, false) {
		if row.Value != values[row.Key] {
			t.Errorf("range, %q: %.40q (%d bytes)", row.Key, row.Value, len(row.Value))
		}
		delete(values, row.Key)
	}
	if len(values) > 0 {
		t.Errorf("range left out %d rows", len(values))
	}
}

func batchIsAtomic(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	good := browser.Row{Table: browser.Records, Key: "good", Value: "v"}
	for what, b := range map[string]browser.Batch{
		"no such table":    {Puts: []browser.Row{good, row("nowhere", "k", "v")}},
		"delete elsewhere": {Puts: []browser.Row{good}, Deletes: []browser.Ref{ref("nowhere", "k")}},
		"empty key":        {Puts: []browser.Row{good, row(browser.Records, "", "v")}},
		"key not ASCII":    {Puts: []browser.Row{good, row(browser.Records, "ä", "v")}},
		"value not UTF-8":  {Puts: []browser.Row{good, row(browser.Records, "k", "\xff")}},
	} {
		if err := s.Commit(t.Context(), b); err == nil {
			t.Errorf("%s: committed", what)
		}
		wantNone(t, s, browser.Records, "good")
	}
	if _, err := s.Keys(t.Context(), "nowhere", "", ""); err == nil {
		t.Error("keys of no table")
	}
	if _, _, err := s.Get(t.Context(), "nowhere", "k"); err == nil {
		t.Error("a value of no table")
	}
}

func deletesComeFirst(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	mustCommit(t, s, browser.Batch{Puts: []browser.Row{row(browser.Meta, "k", "old")}})
	mustCommit(t, s, browser.Batch{
		Puts:    []browser.Row{row(browser.Meta, "k", "new")},
		Deletes: []browser.Ref{ref(browser.Meta, "k")},
	})
	wantValue(t, s, browser.Meta, "k", "new")
}

func ranges(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	var b browser.Batch
	for _, key := range []string{"b/2", "a", "b/10", "B", "b", "b0", "b/", "~"} {
		b.Puts = append(b.Puts, browser.Row{Table: browser.Journal, Key: key, Value: "v " + key})
	}
	mustCommit(t, s, b)
	for _, test := range []struct {
		from, to string
		limit    int
		reverse  bool
		want     string
	}{
		{"", "", 0, false, "B a b b/ b/10 b/2 b0 ~"},
		{"", "", 0, true, "~ b0 b/2 b/10 b/ b a B"},
		{"b/", "b0", 0, false, "b/ b/10 b/2"},
		{"b/", "b0", 0, true, "b/2 b/10 b/"},
		{"b/", "b0", 1, true, "b/2"},
		{"b/", "b0", 2, true, "b/2 b/10"},
		{"b/", "b0", 3, true, "b/2 b/10 b/"},
		{"b/", "b0", 9, true, "b/2 b/10 b/"},
		{"", "", 2, false, "B a"},
		{"", "a", 0, false, "B"},
		{"b0", "", 0, false, "b0 ~"},
		{"c", "d", 0, false, ""},
		{"c", "d", 5, true, ""},
		{"b", "b", 0, false, ""},
		{"c", "b", 0, true, ""},
	} {
		var got []string
		for _, row := range mustRange(t, s, browser.Journal, test.from, test.to, test.limit, test.reverse) {
			if row.Table != browser.Journal || row.Value != "v "+row.Key {
				t.Errorf("row %+v", row)
			}
			got = append(got, row.Key)
		}
		if g := strings.Join(got, " "); g != test.want {
			t.Errorf("[%q,%q) limit %d reverse %v: %s, want %s", test.from, test.to, test.limit, test.reverse, g, test.want)
		}
	}
	keys, err := s.Keys(t.Context(), browser.Journal, "b/", "b0")
	if err != nil || !slices.Equal(keys, []string{"b/", "b/10", "b/2"}) {
		t.Errorf("keys %q, %v", keys, err)
	}
}

// asMap compares with the obvious definition: one sorted map a table.
func asMap(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	random := rand.New(rand.NewPCG(7, 11))
	tables := []string{browser.Records, browser.Blobs}
	model := map[browser.Ref]string{}
	key := func() string { return fmt.Sprintf("k%02d", random.IntN(40)) }
	for round := range 40 {
		var b browser.Batch
		for range random.IntN(4) {
			ref := browser.Ref{Table: tables[random.IntN(2)], Key: key()}
			b.Deletes = append(b.Deletes, ref)
			delete(model, ref)
		}
		for i := range random.IntN(6) {
			row := browser.Row{Table: tables[random.IntN(2)], Key: key(), Value: fmt.Sprint(round, i)}
			b.Puts = append(b.Puts, row)
			model[browser.Ref{Table: row.Table, Key: row.Key}] = row.Value
		}
		mustCommit(t, s, b)
		table, from, to, limit, reverse := tables[random.IntN(2)], key(), key(), random.IntN(8), random.IntN(2) == 0
		var want []browser.Row
		for ref, value := range model {
			if ref.Table == table && from <= ref.Key && ref.Key < to {
				want = append(want, browser.Row{Table: table, Key: ref.Key, Value: value})
			}
		}
		slices.SortFunc(want, func(a, b browser.Row) int { return strings.Compare(a.Key, b.Key) })
		if reverse {
			slices.Reverse(want)
		}
		if limit > 0 {
			want = want[:min(limit, len(want))]
		}
		if got := mustRange(t, s, table, from, to, limit, reverse); !slices.Equal(got, want) {
			t.Fatalf("round %d: [%s,%s) limit %d reverse %v: %v, want %v", round, from, to, limit, reverse, got, want)
		}
	}
}

func tenThousandRows(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	const n = 10_000
	rows := make([]browser.Row, n)
	for i := range rows {
		value := fmt.Sprintf("%d %s", i, strings.Repeat("ä😀x", i%50))
		rows[i] = browser.Row{Table: browser.Records, Key: fmt.Sprintf("key-%05d", i), Value: value}
	}
	start := time.Now()
	mustCommit(t, s, browser.Batch{Puts: rows})
	written := time.Now()
	got := mustRange(t, s, browser.Records, "", "", 0, false)
	t.Logf("%d rows: commit %v, range %v", n, written.Sub(start), time.Since(written))
	if !slices.Equal(got, rows) {
		t.Fatalf("range returned %d rows, or others", len(got))
	}
	got = mustRange(t, s, browser.Records, "key-00010", "key-09990", 5000, true)
	slices.Reverse(got)
	if !slices.Equal(got, rows[4990:9990]) {
		t.Errorf("reverse range returned %d rows, or others", len(got))
	}
	keys, err := s.Keys(t.Context(), browser.Records, "key-00001", "")
	if err != nil || len(keys) != n-1 || keys[0] != "key-00001" || keys[n-2] != "key-09999" {
		t.Errorf("%d keys, %v", len(keys), err)
	}
	var gone browser.Batch
	for _, row := range rows {
		gone.Deletes = append(gone.Deletes, browser.Ref{Table: row.Table, Key: row.Key})
	}
	mustCommit(t, s, gone)
	if left := mustRange(t, s, browser.Records, "", "", 0, false); len(left) != 0 {
		t.Errorf("%d rows left", len(left))
	}
}

func manyAtATime(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	var wait sync.WaitGroup
	for i := range 50 {
		wait.Go(func() {
			key := fmt.Sprintf("%02d", i)
			if err := s.Commit(t.Context(), browser.Batch{Puts: []browser.Row{row(browser.Records, key, key)}}); err != nil {
				t.Error(err)
			}
			wantValue(t, s, browser.Records, key, key)
		})
	}
	wait.Wait()
	if rows := mustRange(t, s, browser.Records, "", "", 0, false); len(rows) != 50 {
		t.Errorf("%d rows", len(rows))
	}
}

func reopened(t *testing.T, open browser.Opener, name string) {
	first := mustOpen(t, open, name)
	mustCommit(t, first, browser.Batch{Puts: []browser.Row{row(browser.Texts, "k", "kept")}})
	other := mustOpen(t, open, name)
	wantValue(t, other, browser.Texts, "k", "kept")
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	wantValue(t, other, browser.Texts, "k", "kept")
	again := mustOpen(t, open, name)
	wantValue(t, again, browser.Texts, "k", "kept")
	wantNone(t, mustOpen(t, open, name+"-other"), browser.Texts, "k")
}

func closed(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	wantClosed(t, s)
}

func wantClosed(t *testing.T, s browser.Store) {
	t.Helper()
	_, _, get := s.Get(t.Context(), browser.Records, "k")
	_, scan := s.Range(t.Context(), browser.Records, "", "", 0, false)
	_, keys := s.Keys(t.Context(), browser.Records, "", "")
	commit := s.Commit(t.Context(), browser.Batch{Puts: []browser.Row{row(browser.Records, "k", "v")}})
	for what, err := range map[string]error{"get": get, "range": scan, "keys": keys, "commit": commit} {
		if !errors.Is(err, browser.ErrClosed) {
			t.Errorf("%s of a closed store: %v", what, err)
		}
	}
}

// upgraded opens a newer version while the older is in use: what the older still has to write is written.
func upgraded(t *testing.T, open browser.Opener, name string) {
	var old browser.Store
	told := make(chan struct{})
	stale := func() {
		mustCommit(t, old, browser.Batch{Puts: []browser.Row{row(browser.Records, "last", "words")}})
		close(told)
	}
	old, err := open(t.Context(), name, 1, browser.Watch{Stale: stale})
	if err != nil {
		t.Fatal(err)
	}
	newer, err := open(t.Context(), name, 2, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	<-told
	wantClosed(t, old)
	wantValue(t, newer, browser.Records, "last", "words")
	if _, err := open(t.Context(), name, 1, browser.Watch{}); !errors.Is(err, browser.ErrClosed) {
		t.Errorf("opening the older version: %v", err)
	}
}

func cancelled(t *testing.T, open browser.Opener, name string) {
	s := mustOpen(t, open, name)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Commit(ctx, browser.Batch{Puts: []browser.Row{row(browser.Records, "k", "v")}}); !errors.Is(err, context.Canceled) {
		t.Errorf("commit: %v", err)
	}
	wantNone(t, s, browser.Records, "k")
	if _, err := s.Range(ctx, browser.Records, "", "", 0, false); !errors.Is(err, context.Canceled) {
		t.Errorf("range: %v", err)
	}
	if _, err := open(ctx, name+"-other", 1, browser.Watch{}); !errors.Is(err, context.Canceled) {
		t.Errorf("open: %v", err)
	}
}
