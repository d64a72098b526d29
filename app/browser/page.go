package browser

// Page is the document the app runs in.
type Page interface {
	// OnHide calls f when the page is hidden or left: the last moment that is certain to come.
	OnHide(f func()) (stop func())
	// OnFocus calls f when the person comes back to the page, perhaps more than once.
	OnFocus(f func()) (stop func())
	// OnLeave makes the browser ask before the page is left, whenever unsaved returns true.
	OnLeave(unsaved func() bool) (stop func())

	// Media returns what the person has set in the system.
	Media() Media
	OnMedia(f func(Media)) (stop func())

	// OnPaint calls f once each time ask is called, when the next frame has been painted and no key has been pressed for a
	// moment, but within a quarter of a second; asking again before that does nothing more.
	OnPaint(f func()) (ask func())

	// SetAttr sets an attribute of the html element; the empty value removes it.
	SetAttr(name, value string)

	// Hash returns the fragment of the address without "#", escaped as it stands there.
	Hash() string
	// SetHash changes the fragment, in a new entry of the history or in place of the present one. OnHash is not told.
	SetHash(hash string, replace bool)
	// OnHash calls f when the person changes the fragment: back, forward, a link, the address bar.
	OnHash(f func(hash string)) (stop func())

	// Heartbeat has the page watch that the program is alive. When it is not, the page says so, and what is safe, and
	// offers to reload. The notice is an element of class "crash".
	Heartbeat() (stop func())
	// Crash shows that notice; for a program that ends itself.
	Crash()
	Reload()
}

// Media are the media queries the app acts on; style sheets have their own.
type Media struct {
	Dark   bool // prefers-color-scheme: dark
	Still  bool // prefers-reduced-motion: reduce
	Coarse bool // pointer: coarse
}
