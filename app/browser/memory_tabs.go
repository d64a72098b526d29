package browser

import (
	"context"
	"sync"
)

type memoryTabs struct{ origin *Origin }

func (m memoryTabs) TryLock(ctx context.Context, name string) (release func(), ok bool, err error) {
	m.origin.mu.Lock()
	defer m.origin.mu.Unlock()
	if m.origin.locks[name] || ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	m.origin.locks[name] = true
	return sync.OnceFunc(func() {
		m.origin.mu.Lock()
		defer m.origin.mu.Unlock()
		delete(m.origin.locks, name)
	}), true, nil
}

// memoryChannel delivers at once, on the goroutine that posts; the browser a little later.
type memoryChannel struct {
	shared *listeners[func(string)]

	mu  sync.Mutex
	own *func(string) // nil when it has left
}

func (m memoryTabs) Join(name string, receive func(string)) (Channel, error) {
	m.origin.mu.Lock()
	defer m.origin.mu.Unlock()
	shared := m.origin.channels[name]
	if shared == nil {
		shared = &listeners[func(string)]{}
		m.origin.channels[name] = shared
	}
	return &memoryChannel{shared: shared, own: shared.join(receive)}, nil
}

func (c *memoryChannel) Post(text string) {
	own := c.member()
	if own == nil {
		return
	}
	for _, receive := range c.shared.all() {
		if receive != own {
			(*receive)(text)
		}
	}
}

func (c *memoryChannel) member() *func(string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.own
}

func (c *memoryChannel) Leave() {
	c.shared.remove(c.member())
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = nil
}

// memoryDisk keeps everything, in what is counted as a gigabyte.
type memoryDisk struct{ origin *Origin }

func (memoryDisk) Persist(ctx context.Context) bool { return ctx.Err() == nil }

func (d memoryDisk) Estimate(context.Context) (usage, quota int64, ok bool) {
	d.origin.mu.Lock()
	defer d.origin.mu.Unlock()
	for _, base := range d.origin.bases {
		for _, table := range base.tables {
			for key, value := range table {
				usage += int64(len(key) + len(value))
			}
		}
	}
	return usage, 1 << 30, true
}
