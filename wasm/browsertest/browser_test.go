//go:build !js

package browsertest

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const patience = 20 * time.Second

// TestOnPage tries what is done to a page, all of it in one browser: starting
// one takes longer than any of this.
func TestOnPage(t *testing.T) {
	Each(t, func(t *testing.T, b *Browser) {
		p := servePage(t)
		for _, f := range []func(*testing.T, *Browser, *page){
			testResizeAndScreenshot, testEval, testWait, testPress, testType, testSelecting, testClickOn, testUpload,
			testDownload, testTabs, testTap,
		} {
			b.Open(p.URL)
			f(t, b, p)
		}
	})
}

// noted returns what the page has noted since the last call.
func noted(b *Browser) []string {
	var lines []string
	b.Eval("return log.splice(0)", &lines)
	return lines
}

// place returns the middle of the characters [start,end) of the paragraph.
func place(b *Browser, start, end int) (x, y float64) {
	var p struct{ X, Y float64 }
	b.Eval(`const range = document.createRange(), text = document.getElementById("text").firstChild;
		range.setStart(text, args[0]);
		range.setEnd(text, args[1]);
		const box = range.getBoundingClientRect();
		return {x: box.left + box.width / 2, y: box.top + box.height / 2}`, &p, start, end)
	return p.X, p.Y
}

func selected(b *Browser) string {
	var text string
	b.Eval("return getSelection().toString()", &text)
	return text
}

func testEval(t *testing.T, b *Browser, p *page) {
	var sum struct{ Sum int }
	b.Eval("return {sum: args[0] + await Promise.resolve(args[1].n)} // note", &sum, 1, map[string]int{"n": 2})
	if sum.Sum != 3 {
		t.Errorf("sum %d", sum.Sum)
	}
	text := "untouched"
	b.Eval("return undefined", &text)
	if text != "untouched" {
		t.Errorf("undefined became %q", text)
	}
	b.Eval("return args[0]", &text, "日\u2028😀")
	if text != "日\u2028😀" {
		t.Errorf("came back as %q", text)
	}
	if err := b.TryEval(`throw new TypeError("no")`, nil); err == nil || !strings.Contains(err.Error(), "TypeError: no") {
		t.Errorf("a script that throws: %v", err)
	}
	if err := b.TryEval(`document.body.innerHTML = "x"`, nil); err == nil {
		t.Error("Trusted Types are not enforced: this test shows nothing")
	}
}

func testWait(t *testing.T, b *Browser, p *page) {
	b.Eval(`setTimeout(() => { window.later = args[0] }, 200)`, nil, 7)
	b.Wait("window.later === args[0]", patience, 7)
	b.Eval(`setTimeout(() => { console.error("the reason"); throw new Error("uncaught") })`, nil)
	err := b.TryWait("nowhere.to.be.found", 500*time.Millisecond)
	for _, want := range []string{"nowhere", "ReferenceError", "the reason", "uncaught"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
	b.Open(p.URL + "/other")
	if lines := b.Console(); !strings.Contains(strings.Join(lines, "\n"), "the reason") {
		t.Errorf("the console forgets: %q", lines)
	}
}

func testPress(t *testing.T, b *Browser, p *page) {
	for _, c := range []struct{ chord, want string }{
		{"a", "a KeyA"},
		{"1", "1 Digit1"},
		{"[", "[ BracketLeft"},
		{"?", "S ? Slash"},
		{"Shift+1", "S ! Digit1"},
		{"Shift+s", "S S KeyS"},
		{"Control+z", "C z KeyZ"},
		{"Control+Shift+ArrowLeft", "S C ArrowLeft ArrowLeft"},
		{"Alt+Shift+ArrowRight", "S A ArrowRight ArrowRight"},
		{"Alt+a", "A a KeyA"},
		{"Space", "  Space"},
		{"Escape", "Escape Escape"},
		{"Delete", "Delete Delete"},
		{"F2", "F2 F2"},
		{"Enter", "Enter Enter"},
	} {
		b.Press(c.chord)
		if lines := noted(b); len(lines) == 0 || lines[len(lines)-1] != c.want {
			t.Errorf("%s: %q, want %q", c.chord, lines, c.want)
		}
	}
}

func testType(t *testing.T, b *Browser, p *page) {
	b.ClickOn("#area")
	b.Type("Fact: (a+b)\nПлатье 日")
	b.Press("Shift+ArrowLeft", "Shift+ArrowLeft")
	b.Type("!")
	var text string
	b.Eval("return area.value", &text)
	if text != "Fact: (a+b)\nПлатье!" {
		t.Errorf("typed %q", text)
	}
}

func testSelecting(t *testing.T, b *Browser, p *page) {
	x, y := place(b, 6, 10) // beta
	b.DoubleClick(x, y)
	if s := strings.TrimSpace(selected(b)); s != "beta" {
		t.Errorf("double click: %q", s)
	}
	b.Click(x, y)
	b.Click(x, y)
	if s := selected(b); s != "" {
		t.Errorf("two clicks: %q", s)
	}
	b.TripleClick(x, y)
	if s := strings.TrimSpace(selected(b)); s != "alpha beta gamma" {
		t.Errorf("triple click: %q", s)
	}
	b.Click(x, y)
	x1, y1 := place(b, 2, 2)
	x2, y2 := place(b, 10, 10)
	b.Drag(x1, y1, x2, y2)
	if s := selected(b); s != "pha beta" {
		t.Errorf("drag: %q", s)
	}
}

func testClickOn(t *testing.T, b *Browser, p *page) {
	b.ClickOn("#button")
	if lines := noted(b); !slices.Equal(lines, []string{"pointerdown mouse", "click true"}) {
		t.Errorf("noted %q", lines)
	}
	for css, want := range map[string]string{
		"#under": `covered by <div id="over">`, "#file": "not shown", "#none": "no such element",
	} {
		if _, _, err := b.middle(css); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", css, err)
		}
	}
}

func testTap(t *testing.T, b *Browser, p *page) {
	want := []string{"pointerdown touch", "touchstart true", "click true"}
	if b.EmulateTouch() {
		b.Reload()
		b.Wait(`matchMedia("(pointer: coarse)").matches && "ontouchstart" in window`, patience)
	} else {
		want = []string{"pointerdown mouse", "click true"}
	}
	x, y, err := b.middle("#button")
	if err != nil {
		t.Fatal(err)
	}
	b.Tap(x, y)
	if lines := noted(b); !slices.Equal(lines, want) {
		t.Errorf("noted %q, want %q", lines, want)
	}
}

// media returns the answers to the three media queries.
func media(b *Browser) Media {
	var now [3]bool
	b.Eval("return "+mediaNow, &now)
	return Media{Dark: now[0], ReducedMotion: now[1], ForcedColors: now[2]}
}

func TestMedia(t *testing.T) {
	EachKind(t, func(t *testing.T, k Kind) {
		b := Start(t, Options{Kind: k, Media: Media{Dark: true, ReducedMotion: true}})
		b.Open(servePage(t).URL)
		if m := media(b); m != (Media{Dark: true, ReducedMotion: true}) {
			t.Errorf("at the start %+v", m)
		}
		for _, m := range []Media{{ForcedColors: true}, {ReducedMotion: true}, {Dark: true}, {}} {
			if b.Emulate(m) && media(b) != m {
				t.Errorf("%+v became %+v", m, media(b))
			}
		}
	})
}

func testResizeAndScreenshot(t *testing.T, b *Browser, p *page) {
	for _, size := range [][2]int{{1280, 800}, {1000, 700}, {390, 700}, {320, 500}} {
		if size[0] != 1280 { // what it starts with
			b.Resize(size[0], size[1])
		}
		file := filepath.Join(t.TempDir(), "shot.png")
		b.Screenshot(file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got := picture.Bounds().Size(); got.X != size[0] || got.Y != size[1] {
			t.Errorf("the screenshot is %v, want %v", got, size)
		}
	}
}

func testTabs(t *testing.T, b *Browser, p *page) {
	b.Resize(700, 500)
	first := b.Tab()
	second := b.NewTab()
	b.Open(p.URL + "/second")
	b.Wait(`document.visibilityState === "visible" && innerWidth === 700`, patience)
	b.Eval(`new BroadcastChannel("tabs").onmessage = e => { window.heard = e.data }`, nil)
	b.Switch(first)
	b.Wait(`location.pathname === "/" && document.visibilityState === "visible"`, patience)
	b.Eval(`window.channel = new BroadcastChannel("tabs"); channel.postMessage("hello")`, nil)
	b.Switch(second)
	b.Wait(`window.heard === "hello"`, patience)
}

func testUpload(t *testing.T, b *Browser, p *page) {
	dir := t.TempDir()
	files := []string{filepath.Join(dir, "one.json"), filepath.Join(dir, "zwei é.txt")}
	for i, text := range []string{`{"ok": 1}`, "日"} {
		if err := os.WriteFile(files[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.Upload("#file", files...)
	var got []string
	b.Eval(`return Promise.all([...document.getElementById("file").files].map(async f => f.name + "=" + await f.text()))`, &got)
	if want := []string{`one.json={"ok": 1}`, "zwei é.txt=日"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if err := b.upload("#file", []string{filepath.Join(dir, "none")}); err == nil {
		t.Error("a file that is not there")
	}
}

func testDownload(t *testing.T, b *Browser, p *page) {
	for range 2 {
		b.ClickOn("#save")
		if data := b.Download("out.gloss.json", patience); string(data) != `{"a": "é"}` {
			t.Errorf("downloaded %q", data)
		}
	}
	if _, err := b.download(filepath.Join(b.Downloads(), "other"), 50*time.Millisecond); err == nil {
		t.Error("a download that never was")
	}
}

// What is stored survives a kill, and a closing, where the driven browser
// stores at all.
func TestKillAndRestart(t *testing.T) {
	EachKind(t, func(t *testing.T, k Kind) {
		if k == WebKit {
			t.Skip("the driven WebKit stores nothing; TestStartPlain has it")
		}
		p := servePage(t)
		profile := ProfileDir(t)
		b := Start(t, Options{Kind: k, Profile: profile})
		b.Open(p.URL)
		b.Eval("await put(args[0])", nil, "killed")
		b.Kill()
		if err := b.TryEval("return 1", nil); err == nil {
			t.Error("a killed browser answers")
		}
		for _, want := range []string{"killed", "closed"} {
			b = Start(t, Options{Kind: k, Profile: profile})
			b.Open(p.URL)
			var got string
			b.Eval("return get()", &got)
			if got != want {
				t.Errorf("kept %q, want %q", got, want)
			}
			b.Eval("await put(args[0])", nil, "closed")
			b.Close()
		}
	})
}

func TestStartPlain(t *testing.T) {
	EachKind(t, func(t *testing.T, k Kind) {
		p := servePage(t)
		profile := ProfileDir(t)
		for _, step := range []struct{ path, want string }{{"write", "yes"}, {"read", "written"}} {
			plain := StartPlain(t, Options{Kind: k, Profile: profile}, p.URL+"/"+step.path)
			select {
			case got := <-p.beacon(map[string]string{"write": "written", "read": "read"}[step.path]):
				if got != step.want {
					t.Errorf("%s: %q, want %q", step.path, got, step.want)
				}
			case got := <-p.beacon("error"):
				t.Errorf("%s: %s", step.path, got)
			case <-time.After(commandTimeout):
				t.Fatalf("%s: not a word; %q", step.path, plain.process.lines(10))
			}
			plain.Kill()
		}
	})
}

func TestChord(t *testing.T) {
	for _, c := range []struct{ chord, want string }{
		{"a", "a"},
		{"+", "\ue008+"},
		{"Control++", "\ue009\ue008+"},
		{"Shift+,", "\ue008<"},
		{"Meta+Alt+Enter", "\ue03d\ue00a\ue006"},
		{"Shift+Z", "\ue008Z"},
		{"Control+ж", "\ue009ж"},
		{"Shift+ж", "\ue008Ж"},
		{"Shift", "\ue008"},
	} {
		keys, err := chord(c.chord)
		if err != nil || string(keys) != c.want {
			t.Errorf("%s: %q, %v, want %q", c.chord, string(keys), err, c.want)
		}
	}
	for _, bad := range []string{"", "ab", "Ctrl+a", "+a", "a+b", "Control+", "Shift++a"} {
		if keys, err := chord(bad); err == nil {
			t.Errorf("%q: %q", bad, string(keys))
		}
	}
}

func TestSelection(t *testing.T) {
	for _, c := range []struct {
		value    string
		want     []Kind
		required bool
	}{
		{"", kinds, false},
		{"all", kinds, true},
		{"none", nil, true},
		{"webkit, chromium", []Kind{WebKit, Chromium}, true},
	} {
		wanted, required, err := selection(c.value)
		if err != nil || !slices.Equal(wanted, c.want) || required != c.required {
			t.Errorf("%q: %v, %v, %v", c.value, wanted, required, err)
		}
	}
	if _, _, err := selection("safari"); err == nil {
		t.Error("a browser that is not known")
	}
}
