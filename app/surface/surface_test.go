//go:build !js

package surface

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
)

// glass is a screen that remembers what it was told to show.
type glass struct {
	blind
	blocks    map[int]string // what is painted, by block
	paints    [][]int        // the blocks of each call of paint
	first     [2]int         // the blocks that are seen first; all when not set
	seen      [2]int         // what can be seen
	native    []int          // the browser's selection, nil when it is elsewhere
	lights    map[string][]int32
	gripped   [2]int
	revealed  [2]int
	woken     int
	unfolded  []int
	lineTo    int
	lineX     float64
	lastLineX float64
	styles    []labelStyle
}

func (g *glass) paint(b *batch) {
	at, blocks := 1, []int{}
	for range b.ints[0] {
		block, n := int(b.ints[at]), int(b.ints[at+1])
		at += 2
		blocks = append(blocks, block)
		var s strings.Builder
		for range n {
			p := b.ints[at : at+4]
			fmt.Fprintf(&s, "%d{%s;%s;%s}", p[0], b.table[p[1]], b.table[p[2]], b.table[p[3]])
			at += 4
		}
		g.blocks[block] = s.String()
	}
	g.paints = append(g.paints, blocks)
}

func (g *glass) open(_ annotations.Text, _ string, plan []int32, _ int) (first, last int) {
	g.blocks = map[int]string{}
	if g.first[1] == 0 {
		return 0, int(plan[0]) - 1
	}
	return g.first[0], g.first[1]
}
func (g *glass) scheme(l []labelStyle)            { g.styles = l }
func (g *glass) wake()                            { g.woken++ }
func (g *glass) visible() (int, int)              { return g.seen[0], g.seen[1] }
func (g *glass) selecting(a, f int)               { g.native = pick(a >= 0, []int{a, f}, nil) }
func (g *glass) grips(from, to int, _ bool)       { g.gripped = [2]int{from, to} }
func (g *glass) reveal(from, to int)              { g.revealed = [2]int{from, to} }
func (g *glass) fold(i int, _ bool)               { g.unfolded = append(g.unfolded, i) }
func (g *glass) highlight(kind string, p []int32) { g.lights[kind] = p }

func (g *glass) selection() (int, int, bool) {
	if g.native == nil {
		return 0, 0, false
	}
	return g.native[0], g.native[1], true
}

func (g *glass) line(_, _ int, x float64) (int, float64) {
	g.lastLineX = x
	return g.lineTo, g.lineX
}

func newGlass(ev Events) (*Surface, *glass) {
	g := &glass{lights: map[string][]int32{}}
	s := New("", ev)
	s.page = g
	return s, g
}

func view(t testing.TB, text string, marks ...Mark) View {
	t.Helper()
	x, err := annotations.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	return View{Text: x, Blocks: x.Layout(nil), Marks: marked(marks)}
}

// marked returns those of marks that a View asks for.
func marked(marks []Mark) func(annotations.Span) []Mark {
	return func(in annotations.Span) (out []Mark) {
		for _, m := range marks {
			if overlap(m, []annotations.Span{in}) {
				out = append(out, m)
			}
		}
		return out
	}
}

func span(a, b int) annotations.Span { return annotations.Span{Start: a, End: b} }

func one(id, label string, parts ...annotations.Span) Mark {
	return Mark{ID: id, Label: label, Parts: parts, Mine: true}
}

func TestPieces(t *testing.T) {
	m := func(m Mark, f func(*Mark)) Mark { f(&m); return m }
	for _, c := range []struct {
		name, text string
		marks      []Mark
		choose     string
		want       []string
	}{
		{"plain", "ab\ncd", nil, "", []string{"", ""}},
		{"one", "The sky.", []Mark{one("i", "claim", span(4, 7))}, "", []string{
			"4{;;}3{n1 a-claim s-claim e-claim l-claim u0;i;note-i}1{;;}",
		}},
		{"surrogates count twice", "😀 sky", []Mark{one("i", "fact", span(0, 3))}, "", []string{
			"4{n1 a-fact s-fact e-fact l-fact u0;i;note-i}2{;;}",
		}},
		{"across blocks the note comes once", "ab\ncd", []Mark{one("i", "claim", span(1, 4))}, "", []string{
			"1{;;}2{n1 a-claim s-claim l-claim u0;i;note-i}", "1{n1 a-claim e-claim l-claim u0;i;}1{;;}",
		}},
		{"nested", "abc", []Mark{one("o", "claim", span(0, 3)), one("i", "fact", span(1, 2))}, "", []string{
			"1{n1 a-claim s-claim l-claim u0;o;note-o}1{n2 a-claim b-fact s-fact e-fact l-claim u0|l-fact u1;o i;note-i}1{n1 a-claim e-claim l-claim u0;o;}",
		}},
		{"a line keeps its lane when the outer one ends", "abc", []Mark{one("o", "claim", span(0, 2)), one("i", "fact", span(1, 3))}, "", []string{
			"1{n1 a-claim s-claim l-claim u0;o;note-o}1{n2 a-claim b-fact s-fact e-claim l-claim u0|l-fact u1;o i;note-i}1{n1 a-fact e-fact l-fact u1;i;}",
		}},
		{"four deep", "a", []Mark{one("1", "a", span(0, 1)), one("2", "b", span(0, 1)), one("3", "c", span(0, 1)), one("4", "d", span(0, 1))}, "", []string{
			"1{n3 a-a b-b c-c s-a e-a more l-a u0|l-b u1|l-c u2;1 2 3 4;note-1 note-2 note-3 note-4}",
		}},
		{"chosen parts are joined", "abcd", []Mark{one("i", "claim", span(0, 1), span(2, 3))}, "i", []string{
			"1{n1 a-claim s-claim e-claim on on-s on-e l-claim u0;i;note-i}1{gap;;}1{n1 a-claim s-claim e-claim on on-s on-e l-claim u0;i;}1{;;}",
		}},
		{"others', unsure, suggested", "abc", []Mark{
			m(one("o", "claim", span(0, 1)), func(m *Mark) { m.Mine = false }),
			m(one("u", "claim", span(1, 2)), func(m *Mark) { m.Unsure = true }),
			m(one("s", "claim", span(2, 3)), func(m *Mark) { m.Suggested = true }),
		}, "", []string{
			"1{n1 a-claim-o s-claim e-claim l-claim u0 thin;o;note-o}1{n1 a-claim s-claim e-claim unsure l-claim u0;u;note-u}1{n1 a-claim-s s-claim e-claim suggested l-claim u0;s;note-s}",
		}},
		{"by whom it is, where it begins", "ab\ncd", []Mark{
			m(one("o", "claim", span(0, 4)), func(m *Mark) { m.Mine, m.By = false, "BK" }),
			m(one("p", "claim", span(0, 1)), func(m *Mark) { m.Mine, m.By = false, "C" }),
			m(one("q", "claim", span(0, 1)), func(m *Mark) { m.Mine, m.By = false, "C" }),
		}, "", []string{
			"1{n3 a-claim-o b-claim-o c-claim-o s-claim e-claim l-claim u0 thin by-BK·C|l-claim u1 thin|l-claim u2 thin;o p q;note-o note-p note-q}2{n1 a-claim-o l-claim u0 thin;o;}",
			"1{n1 a-claim-o e-claim l-claim u0 thin;o;}1{;;}",
		}},
		{"more people than there is room for", "a", []Mark{
			m(one("1", "a", span(0, 1)), func(m *Mark) { m.By = "A" }), m(one("2", "a", span(0, 1)), func(m *Mark) { m.By = "B" }),
			m(one("3", "a", span(0, 1)), func(m *Mark) { m.By = "C" }), m(one("4", "a", span(0, 1)), func(m *Mark) { m.By = "D" }),
		}, "", []string{
			"1{n3 a-a b-a c-a s-a e-a more l-a u0 by-A·B+2|l-a u1|l-a u2;1 2 3 4;note-1 note-2 note-3 note-4}",
		}},
		{"no label, foreign label", "ab", []Mark{one("m", "", span(0, 1)), one("x", "Ré", span(1, 2))}, "", []string{
			"1{n1 a-_ s-_ e-_ l-_ u0;m;note-m}1{n1 a-R_c3__a9_ s-R_c3__a9_ e-R_c3__a9_ l-R_c3__a9_ u0;x;note-x}",
		}},
		{"outside the text", "ab", []Mark{one("i", "claim", span(1, 9)), one("j", "claim", span(5, 6)), one("k", "claim")}, "", []string{
			"1{;;}1{n1 a-claim s-claim e-claim l-claim u0;i;note-i}",
		}},
		{"an id that cannot stand in a list", "a", []Mark{one("a b", "claim", span(0, 1))}, "", []string{
			"1{n1 a-claim s-claim e-claim l-claim u0;;}",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, g := newGlass(Events{})
			s.Open(view(t, c.text, c.marks...))
			s.Choose(c.choose)
			for i, want := range c.want {
				if got := g.blocks[i]; got != want {
					t.Errorf("block %d:\n got %s\nwant %s", i, got, want)
				}
			}
		})
	}
}

// drawMarks makes marks over a text of n code points.
func drawMarks(t *rapid.T, n int) []Mark {
	var out []Mark
	for i := range rapid.IntRange(0, 12).Draw(t, "marks") {
		m := one(fmt.Sprint("m", i), rapid.SampledFrom([]string{"claim", "fact", ""}).Draw(t, "label"))
		at := 0
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			a := rapid.IntRange(at, max(at, n+2)).Draw(t, "start")
			b := rapid.IntRange(a+1, a+20).Draw(t, "end")
			m.Parts, at = append(m.Parts, span(a, b)), b+1
		}
		m.Unsure, m.Mine = rapid.Bool().Draw(t, "unsure"), rapid.Bool().Draw(t, "mine")
		out = append(out, m)
	}
	return out
}

var texts = rapid.StringOfN(rapid.SampledFrom([]rune("ab .é\u0301\u200d😀👩ש\u00a0\t\n\n")), 0, 90, -1)

func drawView(t *rapid.T) (View, []Mark) {
	x, err := annotations.NewText(texts.Draw(t, "text"))
	if err != nil {
		t.Fatal(err)
	}
	marks, top := drawMarks(t, x.Points()), rapid.IntRange(0, x.Points()).Draw(t, "top")
	return View{Text: x, Blocks: x.Layout(nil), Marks: marked(marks), Top: top}, marks
}

// What is painted bit by bit, at once or in idle time, is what would be
// painted if everything were built anew.
func TestRepaintEqualsNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, g := newGlass(Events{})
		v, now := drawView(t)
		if n := len(v.Blocks); n > 0 {
			from := rapid.IntRange(0, n-1).Draw(t, "first")
			g.first = [2]int{from, rapid.IntRange(from, n-1).Draw(t, "last")}
		}
		s.Open(v)
		chosen := []string(nil)
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				next := drawMarks(t, v.Text.Points())
				s.Update(next, []annotations.Span{span(0, 1<<40)})
				now = next
			case 1: // one mark goes or changes, and only it is spoken of
				if len(now) == 0 {
					continue
				}
				i := rapid.IntRange(0, len(now)-1).Draw(t, "which")
				touched := slices.Clone(now[i].Parts)
				now = slices.Clone(now)
				if rapid.Bool().Draw(t, "gone") {
					now = slices.Delete(now, i, i+1)
				} else {
					now[i].Label = "opinion"
					now[i].Parts = []annotations.Span{span(1, 4)}
					touched = append(touched, span(1, 4))
				}
				s.Update(now, touched)
			case 2:
				chosen = nil
				for _, m := range now {
					if rapid.Bool().Draw(t, "choose") {
						chosen = append(chosen, m.ID)
					}
				}
				s.Choose(chosen...)
			case 3:
				s.idle(func() bool { return true })
			}
		}
		s.idle(func() bool { return true })
		fresh := newMarks(newSheet(v.Text, v.Blocks, nil), now)
		fresh.choose(chosen, func(int) {})
		b := newBatch()
		for i := range v.Blocks {
			b.add(i, fresh.pieces(i, func(string) bool { return true }))
		}
		want := &glass{blocks: map[int]string{}}
		want.paint(b)
		for i := range v.Blocks {
			if g.blocks[i] != want.blocks[i] {
				t.Fatalf("block %d:\n got %s\nwant %s", i, g.blocks[i], want.blocks[i])
			}
		}
		if s.dirty.count != 0 || slices.Contains(s.dirty.waiting, true) {
			t.Fatalf("%d blocks still wait", s.dirty.count)
		}
	})
}

// Over each code point lie exactly the annotations that cover it, and the
// pieces of a block are as long as the block.
func TestPiecesSayWhatCovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, all := drawView(t)
		m := newMarks(newSheet(v.Text, v.Blocks, nil), all)
		noted := map[string]int{}
		for i, block := range m.sheet.blocks {
			at := block.unit
			for _, p := range m.pieces(i, func(string) bool { return true }) {
				from, to := v.Text.UnitToPoint(at), v.Text.UnitToPoint(at+p.units)
				for q := from; q < to; q++ {
					var want []string
					for _, one := range all {
						if slices.ContainsFunc(one.Parts, func(s annotations.Span) bool { return s.Has(q) }) {
							want = append(want, one.ID)
						}
					}
					got := strings.Fields(p.ids)
					slices.Sort(got)
					slices.Sort(want)
					if !slices.Equal(got, want) {
						t.Fatalf("at %d: %v, want %v", q, got, want)
					}
					under := m.under(q)
					slices.Sort(under)
					if !slices.Equal(under, want) {
						t.Fatalf("under %d: %v, want %v", q, under, want)
					}
				}
				at += p.units
				for _, id := range strings.Fields(p.details) {
					noted[id]++
				}
			}
			if end := v.Text.PointToUnit(block.End); len(m.in[i]) > 0 && at != end {
				t.Fatalf("pieces of block %d end at %d, it ends at %d", i, at, end)
			}
		}
		for _, one := range all {
			want := 0
			if one.Parts[0].Start < v.Text.Points() {
				want = 1
			}
			if noted["note-"+one.ID] != want {
				t.Fatalf("%s %v refers to its note %d times", one.ID, one.Parts, noted["note-"+one.ID])
			}
		}
	})
}

func TestLanesKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, all := drawView(t)
		for _, in := range newMarks(newSheet(v.Text, v.Blocks, nil), all).in {
			lanes := lanesOf(in)
			for i := range in {
				for j := range i {
					if lanes[i] == lanes[j] && in[i].extent().Overlaps(in[j].extent()) {
						t.Fatalf("%v and %v share lane %d", in[i], in[j], lanes[i])
					}
				}
			}
		}
	})
}

func TestClassNamesDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		x, y := className(a), className(b)
		if (a == b) != (x == y) {
			t.Fatalf("%q and %q become %q and %q", a, b, x, y)
		}
		if strings.ContainsFunc(x, func(r rune) bool { return !strings.ContainsRune("-_", r) && (r > 'z' || r < '0') }) {
			t.Fatalf("%q becomes %q", a, x)
		}
	})
}

// A change of one annotation paints the blocks it lies in and no others, in
// one call, however many annotations there are.
func TestUpdateTouchesLittle(t *testing.T) {
	s, g := newGlass(Events{})
	var marks []Mark
	for i := range 400 {
		marks = append(marks, one(fmt.Sprint(i), "claim", span(i*10, i*10+5)))
	}
	s.Open(view(t, strings.Repeat("123456789\n", 400), marks...))
	s.idle(func() bool { return true })
	g.paints = nil
	s.Update([]Mark{one("new", "fact", span(1002, 1012))}, []annotations.Span{span(1007, 1009)})
	if want := [][]int{{100, 101}}; !slices.EqualFunc(g.paints, want, slices.Equal) {
		t.Errorf("painted %v, want %v", g.paints, want)
	}
	g.paints = nil
	s.Update(nil, []annotations.Span{span(1006, 1009)})
	if want := [][]int{{100, 101}}; !slices.EqualFunc(g.paints, want, slices.Equal) {
		t.Errorf("deleting painted %v, want %v", g.paints, want)
	}
	g.paints = nil
	s.Update(marks, []annotations.Span{span(0, 4000)})
	if len(g.paints) != 0 {
		t.Errorf("nothing new, but painted %v", g.paints)
	}
}

// What is long is painted where it is seen first.
func TestLongChangeStartsInSight(t *testing.T) {
	s, g := newGlass(Events{})
	s.Open(view(t, strings.Repeat("123456789\n", 400)))
	g.seen = [2]int{200, 210}
	s.Update([]Mark{one("all", "claim", span(0, 4000))}, []annotations.Span{span(0, 4000)})
	if len(g.paints) != 1 || !slices.Contains(g.paints[0], 205) || slices.Contains(g.paints[0], 10) {
		t.Fatalf("painted %v", g.paints)
	}
	if g.woken == 0 {
		t.Fatal("the rest was forgotten")
	}
	s.near(0, 20)
	if !slices.Contains(g.paints[1], 10) {
		t.Fatalf("scrolled near, but painted %v", g.paints[1])
	}
	turns := 0
	s.idle(func() bool { turns++; return turns <= 3 })
	if s.dirty.count == 0 {
		t.Fatal("idle painting did not stop when its time was over")
	}
	s.idle(func() bool { return true })
	if len(g.blocks) != 400 {
		t.Fatalf("%d blocks painted of 400", len(g.blocks))
	}
}

func TestNotes(t *testing.T) {
	s, g := newGlass(Events{})
	s.Open(view(t, "ab\ncd", one("i", "claim", span(0, 1)), one("j", "claim", span(3, 4))))
	s.Notes([]string{"j"})
	if strings.Contains(g.blocks[0], "note-") || !strings.Contains(g.blocks[1], "note-j") {
		t.Errorf("blocks %v", g.blocks)
	}
	s.Notes([]string{"i"})
	if !strings.Contains(g.blocks[0], "note-i") || strings.Contains(g.blocks[1], "note-") {
		t.Errorf("blocks %v", g.blocks)
	}
}

func TestScheme(t *testing.T) {
	s, g := newGlass(Events{})
	s.SetScheme([]annotations.Label{
		{Key: "a", Light: "#000001", Dark: "#000002", Line: annotations.Wavy},
		{Key: "b", Light: "#000003", Dark: "#000004", Into: "a"},
	})
	want := []labelStyle{{"a", "#000001", "#000002", "wavy"}, {"b", "#000001", "#000002", "wavy"}}
	if !slices.Equal(g.styles, want) {
		t.Errorf("got %v, want %v", g.styles, want)
	}
}
