package browser

import "context"

// Tabs coordinates the tabs in which the app is open.
type Tabs interface {
	// TryLock takes the lock of that name if no one holds it, in any tab, this one included. It is held until release
	// is called or the tab is gone. It fails with ErrUnavailable in a browser without locks.
	TryLock(ctx context.Context, name string) (release func(), ok bool, err error)
	// Join opens the channel of that name. Receive is told what the other members post, of this tab and of others.
	Join(name string, receive func(text string)) (Channel, error)
}

// Channel carries texts to whoever has joined it at the moment. A tab that sleeps may miss some.
type Channel interface {
	Post(text string)
	Leave()
}
