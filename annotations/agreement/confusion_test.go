package agreement

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestConfusion(t *testing.T) {
	for _, c := range []struct {
		name, a, b, want string // spans as start-end label, meetings as a/b
	}{
		{"alike", "0-9x", "0-9x", "0-9x/0-9x"},
		{"other label", "0-9x", "0-9y", "0-9x/0-9y"},
		{"touching", "0-4x", "4-9x", "0-4x/. ./4-9x"},
		{"the closer one", "0-10x", "0-9x 0-10y", "./0-9x 0-10x/0-10y"},
		{"the closer one, later", "0-6x 4-10x", "3-10x", "0-6x/. 4-10x/3-10x"},
		{"of equals the same label", "2-8x", "1-7y 3-9x", "./1-7y 2-8x/3-9x"},
		{"one to one", "0-9x", "0-4x 5-9x", "0-9x/0-4x ./5-9x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Document{Length: 20, Units: map[string][]Unit{"z": unitsOf(t, c.a), "b": unitsOf(t, c.b)}}
			found, err := Meetings([]Document{d}, "z", "b", nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range found {
				got = append(got, written(m.A)+"/"+written(m.B))
			}
			want := strings.Fields(c.want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
}

func unitsOf(t *testing.T, s string) []Unit {
	var out []Unit
	for f := range strings.FieldsSeq(s) {
		var u Unit
		if _, err := fmt.Sscanf(f, "%d-%d%s", &u.Start, &u.End, &u.Label); err != nil {
			t.Fatal(err)
		}
		out = append(out, u)
	}
	return out
}

func written(u *Unit) string {
	if u == nil {
		return "."
	}
	return fmt.Sprintf("%d-%d%s", u.Start, u.End, u.Label)
}

// TestMeetings: every annotation stands once, and the matrix counts the same.
func TestMeetings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t, "d", 2)
		a, b := "annotator 0", "annotator 1"
		found, err := Meetings([]Document{d}, a, b, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Measure([]Document{d}, Options{Quick: true})
		if err != nil {
			t.Fatal(err)
		}
		m := r.Pairs[0].Confusion
		index := func(u *Unit) int {
			if u == nil {
				return len(m.Labels)
			}
			return slices.Index(m.Labels, u.Label)
		}
		seen := [2]map[[2]int]map[string]bool{{}, {}}
		for _, x := range found {
			if m.Counts[index(x.A)][index(x.B)]--; x.A != nil && x.B != nil && (x.A.Start >= x.B.End || x.B.Start >= x.A.End) {
				t.Fatalf("%v and %v do not overlap", x.A, x.B)
			}
			for side, u := range []*Unit{x.A, x.B} {
				if u == nil {
					continue
				}
				k := [2]int{u.Start, u.End}
				if seen[side][k][u.Label] {
					t.Fatalf("%v stands twice", u)
				}
				if seen[side][k] == nil {
					seen[side][k] = map[string]bool{}
				}
				seen[side][k][u.Label] = true
			}
		}
		for _, row := range m.Counts {
			for _, n := range row {
				if n != 0 {
					t.Fatalf("matrix and meetings differ: %v", m.Counts)
				}
			}
		}
		for side, name := range []string{a, b} {
			for _, u := range d.Units[name] {
				if !seen[side][[2]int{u.Start, u.End}][u.Label] {
					t.Fatalf("%v is missing", u)
				}
			}
		}
	})
}
