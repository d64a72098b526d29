//go:build !js

// Package bench measures the finished app in Chromium, on articles made of the
// words of the built-in ones with a fixed seed, and beside it, in the same
// browser and on the same data, three pages written by hand that do nothing
// but show the marks (testdata/floor.js). It measures what a person waits for:
// from a key or a click to the end of the frame that shows the consequence.
//
// `make bench` prints the table; a test runs the smallest part, so that it
// stays in order. The environment variable BENCH says which parts:
//
//	quick   the start and W1, each once or twice (also when it is not set)
//	full    everything
//	W3,native …   these parts: start, W1, W2, W3, library, entities, native, merge, board, review
//
// GLOSS_BENCH_OUT is a path without an extension, to which the table (.md) and
// the numbers (.json) are written. What lives here are measurements alone; what
// has to be right is tested in package e2e.
package bench

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gloss/app/site"
	"gloss/wasm/browsertest"
)

// bench is one run.
type bench struct {
	*tab
	*report
	site  *site.Site
	quick bool
}

// repeats is how often something is measured: n times, but less in a hurry.
func (b *bench) repeats(n int) int {
	if b.quick {
		return min(n, 2)
	}
	return n
}

// part is something that can be measured by itself.
type part struct {
	name string
	run  func(*bench)
}

func parts() []part {
	out := []part{{"start", starting}}
	for _, w := range workloads {
		out = append(out, part{w.name, func(b *bench) { b.measure(w) }})
	}
	return append(out, part{"library", libraries}, part{"entities", shelves}, part{"native", native}, part{"merge", merging}, part{"board", comparing}, part{"review", reviewing})
}

// wanted returns the names of the parts to run and whether it is in a hurry.
func wanted(t *testing.T) (names []string, quick bool) {
	var all []string
	for _, p := range parts() {
		all = append(all, p.name)
	}
	switch asked := os.Getenv("BENCH"); asked {
	case "", "quick":
		return []string{"start", "W1"}, true
	case "full":
		return all, false
	default:
		names = strings.Split(asked, ",")
		for _, name := range names {
			if !slices.Contains(all, name) {
				t.Fatalf("BENCH: no part is called %q; there are %s", name, strings.Join(all, ", "))
			}
		}
		return names, false
	}
}

func TestBench(t *testing.T) {
	browsertest.EachKind(t, func(t *testing.T, k browsertest.Kind) {
		if k != browsertest.Chromium {
			t.Skip("measured in Chromium alone")
		}
		names, quick := wanted(t)
		b := &bench{report: newReport(), quick: quick, site: newSite(t)}
		for _, p := range parts() {
			if slices.Contains(names, p.name) {
				t.Run(p.name, func(t *testing.T) {
					b.tab = chromium(t)
					p.run(b)
				})
			}
		}
		b.Load[1] = load()
		b.markdown(t.Output())
		if out := os.Getenv("GLOSS_BENCH_OUT"); out != "" {
			if err := b.write(out); err != nil {
				t.Fatal(err)
			}
		}
	})
}
