// Package godebug stands in for internal/godebug in the program that goes to the
// browser: a page has no GODEBUG environment, so every setting has its default.
// The real one registers metrics of the runtime and brings all of them along.
package godebug

// Setting is a setting that nobody has set.
type Setting struct{ name string }

// New returns the setting of a name, which begins with "#" when it is not
// documented.
func New(name string) *Setting { return &Setting{name} }

// Name returns its name.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Undocumented tells whether it is missing from Go's table of settings.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// String returns it as it would be set.
func (s *Setting) String() string { return s.Name() + "=" }

// Value returns "", which stands for the default.
func (s *Setting) Value() string { return "" }

// IncNonDefault would count a use that is not the default.
func (s *Setting) IncNonDefault() {}
