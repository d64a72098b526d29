//go:build !js

package bench

import (
	"slices"
	"time"
)

// starting measures the first visit and the one after it.
func starting(b *bench) {
	for range b.repeats(5) {
		h := serve(b.t, b.site, nil)
		b.visit(h.url)
		b.starts("first visit")
		b.Wait(`navigator.serviceWorker.ready`, patience)
		b.visit(h.url)
		b.starts("second visit")
	}
}

// starts notes how the start of the page went.
func (b *bench) starts(visit string) {
	b.t.Helper()
	var s struct{ Text, Ready, Article float64 }
	b.Eval(`
		while (!(bench.starts().ready > 0 && bench.starts().article > 0)) await new Promise((next) => setTimeout(next, 10));
		return bench.starts()`, &s)
	b.add("", visit+": to text", "ms", s.Text)
	b.add("", visit+": ready to work", "ms", s.Ready)
}

// measure does everything that is measured of one workload.
func (b *bench) measure(w workload) {
	m := w.make(b.t, "Ann")
	files := map[string][]byte{w.name + ".gloss.json": m.file, w.name + ".json": m.floorData(b.t)}
	for _, f := range floors {
		b.floor1(serve(b.t, b.site, files), m, f)
	}
	b.app1(serve(b.t, b.site, files), m)
}

// floor1 measures one floor.
func (b *bench) floor1(h *host, m made, floor string) {
	note := func(what string, values ...float64) { b.report.floor(floor, m.name, what, "ms", values...) }
	count := map[string]int{"marks": len(m.marks)}[floor] // the others build no or few marks
	for range b.repeats(m.repeats) {
		b.visit(h.url + "bench/floor.html#" + floor + ":" + m.name + ".json")
		b.Eval(`bench.opening("keydown", "#article", ".sheet", args[0])`, nil, count)
		b.Press("o")
		shown, built := b.opened()
		note(opening, shown)
		if floor != "window" {
			note(building, built)
		}
	}
	b.Eval(`const box = document.getElementById("article");
		box.scrollTop = box.scrollHeight / 2;
		await new Promise((next) => setTimeout(next, 500))`, nil)
	for range b.repeats(m.cycles) {
		b.changed(note, adding, "1")
		b.changed(note, relabelling, "2")
		b.changed(note, deleting, "Delete")
	}
	for range b.repeats(3) {
		b.scroll("#article", func(longest, median float64) {
			note(scrollingLongest, longest)
			note(scrollingMedian, median)
		})
	}
	heap, _ := b.memory()
	b.report.floor(floor, m.name, memory, "MB", heap)
}

// What is measured of an article, as the table says it.
const (
	opening          = "open: marks in sight painted"
	building         = "open: every mark built"
	adding           = "add an annotation"
	relabelling      = "relabel it"
	deleting         = "delete it"
	undoing          = "undo"
	caretCharacter   = "caret by a character"
	caretLine        = "caret by a line"
	scrollingLongest = "scroll to the end: longest frame"
	scrollingMedian  = "scroll to the end: median frame"
	memory           = "memory, JavaScript and program"
	work             = ": work of it" // in the event's handlers, without what the browser does for the frame
)

// opened waits for what the probe was told to look for.
func (b *bench) opened() (shown, built float64) {
	b.t.Helper()
	var o struct {
		Shown, Built float64
		Seen, Now    []string
	}
	b.Eval(`
		const o = bench.opened();
		while (!(o.shown > 0 && o.built > 0)) await new Promise((next) => setTimeout(next, 20));
		return { ...o, now: bench.inSight("#article") }`, &o)
	if !slices.Equal(o.Seen, o.Now) {
		b.t.Errorf("%d marks could be seen at first, and %d in the end: the first frame was not whole", len(o.Seen), len(o.Now))
	}
	return o.Shown, o.Built
}

func (b *bench) scroll(css string, note func(longest, median float64)) {
	b.t.Helper()
	var frames []float64
	b.Eval(`return bench.scroll(args[0])`, &frames, css)
	if len(frames) > 0 {
		note(slices.Max(frames), quantile(frames, 0.5))
	}
}

// memory returns the JavaScript heap and the program's memory in MB.
func (b *bench) memory() (heap, wasm float64) {
	b.t.Helper()
	var used struct{ Heap, Wasm float64 }
	b.Eval(`return bench.used()`, &used)
	return used.Heap / 1e6, used.Wasm / 1e6
}

// app1 measures the app with a workload opened from its file.
func (b *bench) app1(h *host, m made) {
	note := func(what string, values ...float64) { b.add(m.name, what, "ms", values...) }
	b.visit(h.url)
	b.take(m.name, m.name+".gloss.json", len(m.marks))
	href := `[href="#doc=` + m.text.ID()[:16] + `"]`
	link, other := ".article-link"+href, ".article-link:not("+href+")" // which one is open the list says a little later
	for range b.repeats(m.repeats) {
		b.ClickOn(other)
		b.Wait(`!document.querySelector(args[0]).classList.contains("open")`, patience, link)
		b.rest()
		b.Eval(`bench.opening("click", "#article", ".surface-text", args[0])`, nil, len(m.marks))
		b.ClickOn(link)
		shown, built := b.opened()
		note(opening, shown)
		note(building, built)
	}
	b.edit(note, m)
	for range b.repeats(3) {
		b.scroll("#article .surface-text", func(longest, median float64) {
			note(scrollingLongest, longest)
			note(scrollingMedian, median)
		})
	}
	b.Wait(`bench.saved()`, patience)
	for range b.repeats(3) {
		b.exported(m.name)
	}
	heap, wasm := b.memory()
	b.add(m.name, memory, "MB", heap+wasm)
	for range b.repeats(3) {
		b.visit(h.url)
		b.Eval(`while (!(bench.starts().article > 0)) await new Promise((next) => setTimeout(next, 10))`, nil)
		note("start again: article with its marks", b.number(`return bench.starts().article`))
		note("start again: everything loaded", b.number(`return bench.starts().loaded`))
		heap, wasm := b.memory()
		b.add(m.name, "start again: memory", "MB", heap+wasm)
	}
}

// rest lets the page come to rest.
func (b *bench) rest() {
	b.t.Helper()
	b.Eval(`await new Promise((next) => requestIdleCallback(next, { timeout: 2000 }))`, nil)
	time.Sleep(100 * time.Millisecond)
}

// take drops a file and measures until it is open, and until it is stored.
func (b *bench) take(name, file string, marks int) {
	b.t.Helper()
	var got struct{ Total, Gap float64 }
	b.Eval(`await bench.hold(["bench/" + args[0]])`, nil, file)
	b.Eval(`
		bench.opening("drop", "#article", ".surface-text", args[0]);
		return bench.during(bench.drop, () => bench.opened().built > 0 && bench.saved())`, &got, marks)
	b.add(name, "import of its file: open", "ms", b.number(`return bench.opened().shown`))
	b.add(name, "import of its file: stored", "ms", got.Total)
	b.add(name, "import of its file: longest frame", "ms", got.Gap)
}

// edit works in the middle of the article as a person at the keyboard does.
func (b *bench) edit(note func(string, ...float64), m made) {
	b.t.Helper()
	var p struct{ X, Y float64 }
	b.Eval(`
		const blocks = [...document.querySelectorAll("#article .surface-leaf > p")].filter((e) => e.textContent.length > 200);
		const block = blocks[blocks.length >> 1];
		block.scrollIntoView({ block: "center", behavior: "instant" });
		await new Promise((next) => setTimeout(next, 500));
		block.scrollIntoView({ block: "center", behavior: "instant" });
		const { left, top, height } = block.getBoundingClientRect();
		return { x: left + 40, y: top + height / 2 }`, &p)
	b.Click(p.X, p.Y)
	b.rest()
	for range b.repeats(m.cycles) {
		note(caretCharacter, b.latency("ArrowRight", "#article", "caret"))
		note(caretLine, b.latency("ArrowDown", "#article", "caret"))
	}
	n := b.repeats(m.cycles)
	for range n {
		b.Press("s")
		b.changed(note, adding, "1")
		b.changed(note, relabelling, "2")
		b.changed(note, deleting, "Delete")
	}
	for range n {
		b.changed(note, undoing, "Control+z")
	}
}

// changed measures what a key changes in the article, to the painted frame and
// in work.
func (b *bench) changed(note func(string, ...float64), what, key string) {
	b.t.Helper()
	note(what, b.latency(key, "#article", "marks"))
	note(what+work, b.number(`return bench.worked()`))
}

// exported measures the export of the project file with the keyboard.
func (b *bench) exported(name string) {
	b.t.Helper()
	var got struct{ Total, Gap float64 }
	b.Eval(`bench.exporting()`, nil)
	b.Press("Control+s")
	b.Eval(`return bench.exported()`, &got)
	b.add(name, "export of the project file", "ms", got.Total)
	b.add(name, "export: longest frame", "ms", got.Gap)
	b.Download("project.gloss.json", patience)
}
