//go:build !js

package surface

import "gloss/annotations"

// newScreen returns a screen that shows nothing: a Surface works without a
// browser, and what is built on it can be tested there.
func newScreen(string, *Surface) screen { return blind{} }

type blind struct{}

func (blind) open(_ annotations.Text, _ string, _ []int32, _ int) (first, last int) { return 0, -1 }
func (blind) paint(*batch)                                                          {}
func (blind) scheme([]labelStyle)                                                   {}
func (blind) wake()                                                                 {}
func (blind) visible() (first, last int)                                            { return 0, -1 }
func (blind) selection() (anchor, focus int, ok bool)                               { return 0, 0, false }
func (blind) selecting(int, int)                                                    {}
func (blind) caret(int, int)                                                        {}
func (blind) grips(int, int, bool)                                                  {}
func (blind) line(at, _ int, x float64) (int, float64)                              { return at, x }
func (blind) edge(at int, _ bool) int                                               { return at }
func (blind) page(at int, _ bool, x float64) (int, float64)                         { return at, x }
func (blind) reveal(int, int)                                                       {}
func (blind) highlight(string, []int32)                                             {}
func (blind) rects(int, int) []float64                                              { return nil }
func (blind) fold(int, bool)                                                        {}
func (blind) focus()                                                                {}
func (blind) close()                                                                {}
