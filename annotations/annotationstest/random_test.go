package annotationstest

import (
	"testing"

	"pgregory.net/rapid"
)

func TestRandomProjectsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Project(t)
		if faults := p.Validate(); len(faults) > 0 {
			t.Fatal(faults)
		}
		if d := Diff(p, p); d != "" {
			t.Fatal(d)
		}
	})
}
