//go:build !js

package e2e

import (
	"slices"
	"testing"

	"gloss/wasm/browsertest"
)

// The disk is full, in the two ways in which browsers say so: the app says that
// work is not saved, keeps it, lets it be exported, and stores it all when
// there is room again.
func TestQuota(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Nobody was hurt", "2")
		a.saved()
		for _, full := range []struct{ how, words, label string }{
			{"refused", "charts grow old", "3"},
			{"aborted", "slept in the", "1"},
		} {
			a.Eval(`
				const put = IDBObjectStore.prototype.put;
				IDBObjectStore.prototype.realPut = put;
				IDBObjectStore.prototype.put = function (...given) {
					if (args[0] === "refused") throw new DOMException("no room", "QuotaExceededError");
					const request = put.apply(this, given);
					this.transaction.abort();
					return request;
				};`, nil, full.how)
			a.drag(full.words)
			a.Press(full.label)
			a.shows("#notes-list li", full.words)
			a.notSaved()
			a.drag("midnight") // work goes on
			a.Press("2")
			a.shows("#notes-list li", "midnight")
			a.Press("Control+z")
			a.Wait(`![...document.querySelectorAll("#notes-list li")].some((e) => e.textContent.includes("midnight"))`, patience)
			p := a.project() // and out
			a.matches(p)
			a.find(p, full.words)
			a.notSaved()
			a.shows(".banner button", "Try again")
			// In one go, or else the app may have tried by itself before.
			a.Eval(`
				const again = [...document.querySelectorAll(".banner button")].find((e) => e.textContent === "Try again");
				IDBObjectStore.prototype.put = IDBObjectStore.prototype.realPut;
				again.click()`, nil)
			a.saved()
			a.Wait(`!document.querySelector(".banner.bad")`, patience)
		}
		before := a.project()
		a.Reload()
		a.loaded()
		a.matches(before)
		if after := a.project(); !slices.Equal(marked(after), marked(before)) || after.Annotations.Len() != 3 {
			t.Errorf("%q became %q", marked(before), marked(after))
		}
	})
}

// notSaved waits until the app says that work is not saved, in the corner and
// across the page, and offers the file.
func (a *app) notSaved() {
	a.t.Helper()
	a.Wait(`document.querySelector("#save-state .save-name").textContent === "Not saved"`, patience)
	a.shows(".banner[role=alert]", "Nothing is lost while this page stays open")
	a.shows(".banner button", "Export the project file")
}

// A browser that stores nothing, as some do in private windows: that is said,
// and the app works as long as it is open.
func TestNoDatabase(t *testing.T) {
	for name, script := range map[string]string{
		"forbidden": `IDBFactory.prototype.open = () => { throw new DOMException("forbidden", "SecurityError"); };`,
		"broken": `IDBFactory.prototype.open = () => {
			const request = new EventTarget();
			request.error = new DOMException("broken", "UnknownError");
			setTimeout(() => request.onerror({ target: request }));
			return request;
		};`,
	} {
		t.Run(name, func(t *testing.T) {
			eachKind(t, func(t *testing.T, k browsertest.Kind) {
				h := serve(t, injected(made(t, withOurs), []byte(script)))
				a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, h}
				a.visit("")
				a.shows(".banner[role=alert]", "does not let Gloss store anything")
				a.shows("#save-state", "Not saved")
				a.tag("Nobody was hurt", "2")
				a.shows("#save-state", "Not saved")
				a.matches(a.project())
				a.article("Dark lighthouse")
				a.tag("one sprained ankle", "2")
				a.article("Ferry")
				a.expect("fact: Nobody was hurt")
				if p := a.project(); p.Annotations.Len() != 2 {
					t.Errorf("%q", marked(p))
				}
			})
		})
	}
}

// A fault in the program: the page says so and stays as it is, and everything
// that was saved is there after a reload.
func TestCrash(t *testing.T) {
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, serve(t, made(t, withOurs))}
		a.visit("")
		a.tag("Nobody was hurt", "2")
		a.saved()
		a.Eval(`glossElements.focused = () => { throw new TypeError("a fault of ours"); }`, nil)
		a.focus()
		a.Press("Control+k")
		a.shows(".crash, .crashed", "Gloss has stopped because of a fault in the program")
		a.shows("#article", "Nobody was hurt")
		a.shows("#article mark", "Nobody was hurt")
		if lines := a.Console(); len(lines) == 0 {
			t.Error("the console does not tell of the fault")
		}
		a.ClickOn(".crash button, .crashed button")
		a.Wait(`!document.querySelector(".crash, .crashed")`, patience)
		a.loaded()
		a.matches(a.project())
		a.expect("fact: Nobody was hurt")
		a.alive()
	})
}

// A program that was cut off in the middle, as Firefox does to one that is busy
// when its page is left, is not entered again, and the page says so if it stays.
func TestCutOff(t *testing.T) {
	const script = `let kept, entered = 0, cutting = false;
		Object.defineProperty(globalThis, "Go", { get: () => kept, set(made) {
			const resume = made.prototype._resume;
			made.prototype._resume = function () {
				entered++;
				resume.call(this);
				if (cutting) throw new TypeError("cut off");
			};
			kept = made;
		} });
		globalThis.cutOff = { cut() { cutting = true; }, entered: () => entered };`
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, serve(t, injected(made(t, withOurs), []byte(script)))}
		a.visit("")
		a.tag("Nobody was hurt", "2")
		a.saved()
		var before, after int
		a.Eval(`cutOff.cut()`, nil)
		a.Press("Control+k")
		a.Eval(`return cutOff.entered()`, &before)
		a.shows(".crash, .crashed", "Gloss has stopped because of a fault in the program")
		a.Press("Control+k")
		if a.Eval(`return cutOff.entered()`, &after); after != before || before == 0 {
			t.Errorf("entered %d times before and %d times after it was cut off", before, after)
		}
		a.shows("#article mark", "Nobody was hurt")
		a.quiet("cut off")
		a.ClickOn(".crash button, .crashed button")
		a.Wait(`!document.querySelector(".crash, .crashed")`, patience)
		a.loaded()
		a.expect("fact: Nobody was hurt")
	})
}
