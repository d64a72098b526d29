package browser

import (
	"slices"
	"sync"
)

// listeners are the callbacks for one event, told in the order in which they came.
type listeners[F any] struct {
	mu   sync.Mutex
	list []*F
}

func (l *listeners[F]) add(f F) (stop func()) {
	member := l.join(f)
	return func() { l.remove(member) }
}

func (l *listeners[F]) join(f F) (member *F) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, &f)
	return &f
}

func (l *listeners[F]) remove(f *F) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = slices.DeleteFunc(l.list, func(g *F) bool { return g == f })
}

// all returns those who listen now; they are called without the lock held.
func (l *listeners[F]) all() []*F {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.list)
}
