//go:build !js

package bench

import (
	"fmt"
	"slices"
	"time"
)

// The library: 10,000 articles of 5 KB, in files as large as people send.
const (
	articleBytes  = 5000
	articlesAFile = 2000
	articleFiles  = 5
)

// libraries measures a large library beside one of five articles.
func libraries(b *bench) {
	files := map[string][]byte{}
	var names []string
	for i := range articleFiles {
		name := fmt.Sprintf("articles%d.gloss.json", i)
		files[name] = articles(b.t, i*articlesAFile, articlesAFile, articleBytes)
		names = append(names, "bench/"+name)
	}
	h := serve(b.t, b.site, files)
	b.visit(h.url)
	b.start("5 articles", h)
	b.Eval(`await bench.hold(args[0])`, nil, names)
	b.Eval(`globalThis.taking = bench.during(bench.drop, () => document.querySelector("#dialog .report") && bench.saved()); taking.catch(() => {})`, nil)
	b.Wait(`document.querySelector("#dialog .report") && bench.saved()`, patience)
	var got struct{ Total, Gap float64 }
	b.Eval(`return taking`, &got)
	b.add("library", "import of 10,000 articles, 50 MB", "ms", got.Total)
	b.add("library", "import: longest frame", "ms", got.Gap)
	b.Press("Escape")
	heap, wasm := b.memory()
	b.add("library", "memory after the import", "MB", heap+wasm)
	b.start("10,000 articles", h)
	heap, wasm = b.memory()
	b.add("library", "memory after a start", "MB", heap+wasm)
	for _, key := range "kazakh air" {
		if ms := b.typed(string(key), "#library-search", ".library"); ms >= 0 { // else the list stays as it was
			b.add("library", "search titles, a keystroke", "ms", ms)
		}
	}
	b.Eval(`const field = document.getElementById("library-search");
		field.value = "";
		field.dispatchEvent(new InputEvent("input", { bubbles: true }))`, nil)
	b.rest()
	b.scroll("#library-list li", func(longest, median float64) {
		b.add("library", "scroll through the list: longest frame", "ms", longest)
		b.add("library", "scroll through the list: median frame", "ms", median)
	})
}

// start measures the start of the app with what it holds.
func (b *bench) start(what string, h *host) {
	for range b.repeats(3) {
		b.visit(h.url)
		b.Eval(`while (!(bench.starts().ready > 0)) await new Promise((next) => setTimeout(next, 10))`, nil)
		b.add("library", what+": ready to work", "ms", b.number(`return bench.starts().ready`))
		b.add("library", what+": everything loaded", "ms", b.number(`return bench.starts().loaded`))
	}
}

// typed types a character into a field and measures until something changes
// below an element.
func (b *bench) typed(key, field, css string) float64 {
	b.t.Helper()
	b.Eval(`document.querySelector(args[0]).focus(); bench.arm("keydown", args[1], "any", true)`, nil, field, css)
	time.Sleep(pause)
	b.Type(key)
	return b.number(`return bench.result()`)
}

// shelves measures the search among 100,000 entities.
func shelves(b *bench) {
	const n = 100_000
	w := workloads[0]
	m := w.make(b.t, "Ann")
	h := serve(b.t, b.site, map[string][]byte{w.name + ".gloss.json": m.file, "entities.gloss.json": entities(b.t, n)})
	b.visit(h.url)
	var got struct{ Total, Gap float64 }
	b.Eval(`await bench.hold(["bench/entities.gloss.json"])`, nil)
	b.Eval(`globalThis.taking = bench.during(bench.drop, () => document.querySelector("#live").textContent.includes("entities.gloss.json") && bench.saved()); taking.catch(() => {})`, nil)
	b.Wait(`document.querySelector("#live").textContent.includes("entities.gloss.json") && bench.saved()`, patience)
	b.Eval(`return taking`, &got)
	b.add("entities", "import of 100,000", "ms", got.Total)
	b.add("entities", "import: longest frame", "ms", got.Gap)
	b.visit(h.url)
	b.Eval(`while (!(bench.starts().ready > 0)) await new Promise((next) => setTimeout(next, 10))`, nil)
	b.add("entities", "start: ready to work", "ms", b.number(`return bench.starts().ready`))
	b.ClickOn("#article .surface-leaf p")
	b.rest()
	b.Press("s")
	b.add("entities", "dialog opened first", "ms", b.latency("e", "#gloss", "dialog"))
	time.Sleep(10 * time.Second) // until the shelf is filled
	var times []float64
	for _, word := range []string{"Kazakh av", "rusian"} {
		for _, key := range word {
			if ms := b.typed(string(key), "#pick", "#options"); ms >= 0 {
				times = append(times, ms)
			}
		}
		b.Eval(`const field = document.getElementById("pick");
			field.value = "";
			field.dispatchEvent(new InputEvent("input", { bubbles: true }))`, nil)
		b.rest()
	}
	b.add("entities", "a keystroke", "ms", times...)
	b.add("entities", "the slowest keystroke", "ms", slices.Max(times))
	heap, wasm := b.memory()
	b.add("entities", "memory", "MB", heap+wasm)
}
