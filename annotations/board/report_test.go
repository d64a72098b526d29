package board

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations/annotationstest"
)

// story5 are five accounts that contradict each other.
func story5(t testing.TB) *Board {
	return boardOf(t, told(t, "A 2024-12-25: 35 passengers and three crew @2024-12-25", "<B>&\"C\" 2024-12-26: 35", "D 2024-12-27:", "E 2024-12-28: thirty-eight by a, b", "F: 38"), Options{})
}

func TestCSV(t *testing.T) {
	lines, err := csv.NewReader(strings.NewReader(string(story5(t).CSV()))).ReadAll()
	if err != nil || len(lines) != 6 {
		t.Fatal(err, len(lines))
	}
	want := "How many died?|conflict|A|T0|2024-12-25|38|35 passengers and three crew|35 passengers + 3 crew = 38|||2024-12-25|first||||somebody"
	if got := strings.Join(lines[1], "|"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if lines[3][11] != "silent" || lines[4][8] != "a, b" || lines[2][13] != "yes" {
		t.Error(lines)
	}
}

// wellFormed reads XML to its end.
func wellFormed(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestReport(t *testing.T) {
	page := string(story5(t).Report("<Crash>"))
	for _, want := range []string{"&lt;Crash&gt;", "How many died?", "conflict", "35 passengers + 3 crew = 38", "&lt;B&gt;&amp;&#34;C&#34;", "Silent: D", "<svg "} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	for _, bad := range []string{"<script", "<B>", "http://w3", "src="} {
		if strings.Contains(page, bad) {
			t.Errorf("%q in the page", bad)
		}
	}
}

func TestPicture(t *testing.T) {
	b := story5(t)
	p := b.Picture(b.Rows[0])
	if len(p.Lanes) != 2 || len(p.Marks) != 4 || len(p.Ticks) != 4 || p.Lanes[0].Label != "38" {
		t.Fatalf("%+v", p)
	}
	for i, m := range p.Marks {
		if i > 0 && m.X <= p.Marks[i-1].X {
			t.Errorf("mark %d stands at %d, before the one published earlier at %d", i, m.X, p.Marks[i-1].X)
		}
		if m.X < picLeft || m.X > p.Width || m.Y > p.Height {
			t.Errorf("mark %d is outside: %+v", i, m)
		}
	}
}

// Whatever a project says, its picture and its page hold together, and marks
// never cover each other.
func TestPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := boardOf(t, annotationstest.Project(t), Options{})
		b.Report("x")
		for _, r := range b.Rows {
			p := b.Picture(r)
			if err := wellFormed(string(p.SVG(r.Question.Text))); err != nil {
				t.Fatal(err)
			}
			for i, m := range p.Marks {
				for _, o := range p.Marks[:i] {
					if m.Y == o.Y && max(m.X-o.X, o.X-m.X) < 2*picRadius {
						t.Fatalf("%+v covers %+v", m, o)
					}
				}
			}
		}
		if _, err := csv.NewReader(strings.NewReader(string(b.CSV()))).ReadAll(); err != nil {
			t.Fatal(err)
		}
	})
}
