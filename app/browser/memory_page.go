package browser

import "sync"

type memoryPage struct {
	mu      sync.Mutex
	media   Media
	attrs   map[string]string
	hash    string
	crashed bool
	reloads int

	hide, focus listeners[func()]
	leave       listeners[func() bool]
	onMedia     listeners[func(Media)]
	onHash      listeners[func(string)]
}

func (p *memoryPage) OnHide(f func()) (stop func())       { return p.hide.add(f) }
func (p *memoryPage) OnFocus(f func()) (stop func())      { return p.focus.add(f) }
func (p *memoryPage) OnLeave(f func() bool) (stop func()) { return p.leave.add(f) }
func (p *memoryPage) OnMedia(f func(Media)) (stop func()) { return p.onMedia.add(f) }
func (p *memoryPage) OnHash(f func(string)) (stop func()) { return p.onHash.add(f) }
func (p *memoryPage) OnPaint(f func()) (ask func())       { return func() { go f() } }
func (p *memoryPage) Heartbeat() (stop func())            { return func() {} }
func (p *memoryPage) Crash()                              { p.set(func() { p.crashed = true }) }
func (p *memoryPage) Reload()                             { p.set(func() { p.reloads++ }) }
func (p *memoryPage) SetHash(hash string, _ bool)         { p.set(func() { p.hash = hash }) }

func (p *memoryPage) Hash() (hash string) {
	p.set(func() { hash = p.hash })
	return hash
}

func (p *memoryPage) Media() (m Media) {
	p.set(func() { m = p.media })
	return m
}

func (p *memoryPage) SetAttr(name, value string) {
	p.set(func() {
		if value == "" {
			delete(p.attrs, name)
		} else {
			p.attrs[name] = value
		}
	})
}

func (p *memoryPage) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

// Hide hides the page, as another tab in front of it does.
func (t *Tab) Hide() { tell(&t.page.hide) }

// Focus brings the person back to the page.
func (t *Tab) Focus() { tell(&t.page.focus) }

func tell(l *listeners[func()]) {
	for _, f := range l.all() {
		(*f)()
	}
}

// Leave tries to leave the page, and reports whether the browser would ask first.
func (t *Tab) Leave() (asks bool) {
	for _, unsaved := range t.page.leave.all() {
		asks = (*unsaved)() || asks
	}
	return asks
}

// SetMedia changes the settings of the system.
func (t *Tab) SetMedia(m Media) {
	t.page.set(func() { t.page.media = m })
	for _, f := range t.page.onMedia.all() {
		(*f)(m)
	}
}

// Navigate changes the fragment of the address, as the person does.
func (t *Tab) Navigate(hash string) {
	t.page.set(func() { t.page.hash = hash })
	for _, f := range t.page.onHash.all() {
		(*f)(hash)
	}
}

// Attr returns an attribute of the html element.
func (t *Tab) Attr(name string) (value string) {
	t.page.set(func() { value = t.page.attrs[name] })
	return value
}

// Crashed reports whether the crash notice is shown.
func (t *Tab) Crashed() (crashed bool) {
	t.page.set(func() { crashed = t.page.crashed })
	return crashed
}

// Reloads returns how often the page was reloaded, to apply an update too.
func (t *Tab) Reloads() (n int) {
	t.page.set(func() { n = t.page.reloads })
	return n
}
