package browser

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// Origin is a web site in memory: what its tabs share.
type Origin struct {
	mu       sync.Mutex
	bases    map[string]*memoryBase
	locks    map[string]bool
	channels map[string]*listeners[func(string)]
	files    map[string][]byte // backup files on the person's disk
	refusal  error
}

// NewOrigin returns a site nobody has visited.
func NewOrigin() *Origin {
	return &Origin{
		bases: map[string]*memoryBase{}, locks: map[string]bool{},
		channels: map[string]*listeners[func(string)]{}, files: map[string][]byte{},
	}
}

// Refuse makes every commit fail with err, as when the disk is full, until it is called with nil.
func (o *Origin) Refuse(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refusal = err
}

// BackupFile returns the content of a backup file, nil when there is none of that name.
func (o *Origin) BackupFile(name string) []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.files[name]
}

// memoryBase is a database; the origin's mutex guards it.
type memoryBase struct {
	version int
	tables  map[string]map[string]string
	open    map[*memoryStore]bool
	backup  string // name of the file it remembers
}

// memoryStore is one tab's connection to a database.
type memoryStore struct {
	origin *Origin
	base   *memoryBase
	watch  Watch
}

func (o *Origin) open(name string, version int, watch Watch) (*memoryStore, error) {
	o.mu.Lock()
	base := o.bases[name]
	if base == nil {
		base = &memoryBase{version, map[string]map[string]string{}, map[*memoryStore]bool{}, ""}
		for _, table := range tables {
			base.tables[table] = map[string]string{}
		}
		o.bases[name] = base
	}
	present, older := base.version, []*memoryStore(nil)
	if version > present {
		older = slices.Collect(maps.Keys(base.open))
	}
	o.mu.Unlock()
	if version < present {
		return nil, fmt.Errorf("open database %q version %d, is %d: %w", name, version, present, ErrClosed)
	}
	for _, s := range older {
		s.yield()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	base.version = version
	s := &memoryStore{o, base, watch}
	base.open[s] = true
	return s, nil
}

func (s *memoryStore) yield() {
	if s.watch.Stale != nil {
		s.watch.Stale()
	}
	_ = s.Close()
}

// enter locks the database for one operation.
func (s *memoryStore) enter(ctx context.Context) (leave func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.origin.mu.Lock()
	if !s.base.open[s] {
		s.origin.mu.Unlock()
		return nil, ErrClosed
	}
	return s.origin.mu.Unlock, nil
}

func (s *memoryStore) Get(ctx context.Context, table, key string) (string, bool, error) {
	if err := checkRef(table, key); err != nil {
		return "", false, err
	}
	leave, err := s.enter(ctx)
	if err != nil {
		return "", false, err
	}
	defer leave()
	value, ok := s.base.tables[table][key]
	return value, ok, nil
}

func (s *memoryStore) Range(ctx context.Context, table, from, to string, limit int, reverse bool) ([]Row, error) {
	if err := checkTable(table); err != nil {
		return nil, err
	}
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var rows []Row
	for key, value := range s.base.tables[table] {
		if from <= key && (key < to || to == "") {
			rows = append(rows, Row{table, key, value})
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		if reverse {
			a, b = b, a
		}
		return cmp.Compare(a.Key, b.Key)
	})
	if limit > 0 && limit < len(rows) {
		rows = rows[:limit]
	}
	return rows, nil
}

func (s *memoryStore) Keys(ctx context.Context, table, from, to string) ([]string, error) {
	rows, err := s.Range(ctx, table, from, to, 0, false)
	return keysOf(rows), err
}

func (s *memoryStore) Commit(ctx context.Context, b Batch) error {
	if err := b.check(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	leave, err := s.enter(ctx)
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	defer leave()
	if s.origin.refusal != nil {
		return fmt.Errorf("commit: %w", s.origin.refusal)
	}
	for _, r := range b.Deletes {
		delete(s.base.tables[r.Table], r.Key)
	}
	for _, r := range b.Puts {
		s.base.tables[r.Table][r.Key] = r.Value
	}
	return nil
}

func (s *memoryStore) Close() error {
	s.origin.mu.Lock()
	defer s.origin.mu.Unlock()
	delete(s.base.open, s)
	return nil
}
