//go:build js && wasm

package surface

import (
	"encoding/json"
	"syscall/js"
	"testing"
	"time"

	"gloss/annotations"
)

// scene is what a test in a browser asks the harness to show.
type scene struct {
	Text     string
	Kinds    []annotations.Block
	Folds    []annotations.Span
	Language string
	Marks    []Mark
	Top      int
}

// report is what the harness says of the surface.
type report struct {
	Selection annotations.Span
	Caret     int
	Waiting   int // blocks not painted yet
	Selected  []annotations.Span
	Pressed   []press
	Dragged   []dragged
}

type press struct {
	IDs []string
	At  int
}

type dragged struct {
	ID    string
	Start bool
	At    int
}

// TestHarness serves the browser tests of harness_test.go: the page sets
// surfaceHarness to an object, which gets functions to work a Surface with.
// It runs until the page goes.
func TestHarness(t *testing.T) {
	h := js.Global().Get("surfaceHarness")
	if h.Type() != js.TypeObject {
		t.Skip("for the page of harness_test.go")
	}
	var r report
	s := New("article", Events{
		Selected: func(span annotations.Span) { r.Selected = append(r.Selected, span) },
		Pressed:  func(ids []string, at int) { r.Pressed = append(r.Pressed, press{ids, at}) },
		Dragged:  func(id string, start bool, at int) { r.Dragged = append(r.Dragged, dragged{id, start, at}) },
	})
	s.SetScheme(annotations.BuiltinScheme().Labels)
	var next View
	does := map[string]func(args string) any{
		"load": func(args string) any {
			sc := decode[scene](args)
			text, err := annotations.NewText(sc.Text)
			if err != nil {
				return err.Error()
			}
			next = View{
				Text: text, Blocks: text.Layout(sc.Kinds), Folds: sc.Folds, Language: sc.Language,
				Marks: func(annotations.Span) []Mark { return sc.Marks }, Top: sc.Top,
			}
			return nil
		},
		"open": func(string) any {
			r = report{}
			begin := time.Now()
			s.Open(next)
			return time.Since(begin).Seconds() * 1000
		},
		"update": func(args string) any {
			next := decode[struct {
				Marks   []Mark
				Touched []annotations.Span
			}](args)
			begin := time.Now()
			s.Update(next.Marks, next.Touched)
			return time.Since(begin).Seconds() * 1000
		},
		"choose": func(args string) any { s.Choose(decode[[]string](args)...); return nil },
		"notes":  func(args string) any { s.Notes(decode[[]string](args)); return nil },
		"select": func(args string) any { s.SetSelection(decode[annotations.Span](args), true); return nil },
		"move": func(args string) any {
			m := decode[struct {
				Unit            Unit
				Forward, Extend bool
			}](args)
			s.Move(m.Unit, m.Forward, m.Extend)
			return nil
		},
		"reveal":    func(args string) any { s.Reveal(decode[annotations.Span](args)); return nil },
		"highlight": func(args string) any { s.Highlight(Hits, decode[[]annotations.Span](args)); return nil },
		"rects":     func(args string) any { return s.Rects(decode[annotations.Span](args)) },
		"visible":   func(string) any { return s.Visible() },
		"taps":      func(args string) any { s.SetTapSelect(decode[bool](args)); return nil },
		"focus":     func(string) any { s.Focus(); return nil },
		"close":     func(string) any { s.Close(); return nil },
		"report": func(string) any {
			r.Selection, r.Caret, r.Waiting = s.Selection(), s.Caret(), s.dirty.count
			if s.late != nil {
				r.Waiting++
			}
			return r
		},
	}
	for name, f := range does {
		h.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			in := "null"
			if len(args) > 0 {
				in = args[0].String()
			}
			out, err := json.Marshal(f(in))
			if err != nil {
				return err.Error()
			}
			return string(out)
		}))
	}
	h.Set("ready", true)
	select {}
}

func decode[T any](s string) T {
	var v T
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		js.Global().Get("console").Call("error", "harness: "+err.Error())
	}
	return v
}
