//go:build !js

package e2e

import (
	"path/filepath"
	"testing"

	"gloss/wasm/browsertest"
)

// axe-core finds nothing in any state of the app as people have it before
// them, in light and dark; what the gallery shows by itself is checked there
// (package app). For the dark only what depends on colours is checked again.
func TestAxe(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.Eval(browsertest.Axe(t, filepath.Join("..", "..")), nil)
		a.states(func(state string) {
			var faults []string
			a.Eval(`
				const settle = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
				// What is half scrolled under the foot of its pane is whole once it is scrolled to.
				const scrolled = (v, n) => v.id === "target-size" && n.failureSummary.includes("partially obscured");
				const run = async (theme, only) => {
					document.documentElement.dataset.theme = theme;
					await settle();
					const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"], preload: false, iframes: false });
					return found.violations.flatMap((v) => v.nodes.filter((n) => !scrolled(v, n)).map((n) => theme + ": " + v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replaceAll("\n", " ") + " in " + n.html.slice(0, 160)));
				};
				const light = await run("light", { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
				const dark = await run("dark", { type: "rule", values: ["color-contrast"] });
				delete document.documentElement.dataset.theme;
				return [...light, ...dark];`, &faults)
			for _, f := range faults {
				t.Errorf("%s: %s", state, f)
			}
		})
	})
}

// At 320 pixels, which is 1280 at four times the size, everything is reached
// without scrolling to the side, but for the bars of buttons; at twice the size
// on a small screen as well.
func TestReflow(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.Resize(320, 568)
		a.Reload()
		a.loaded()
		a.states(func(state string) {
			var wide []string
			a.Eval(`
				const out = [];
				if (document.scrollingElement.scrollWidth > innerWidth) out.push("the page is " + document.scrollingElement.scrollWidth + " wide");
				const root = document.querySelector("dialog[open]") ?? document.getElementById("gloss");
				for (const e of root.querySelectorAll("*")) {
					if (!e.checkVisibility() || e.closest(".hidden, .skip, .label-bar, .tabs, .board-offers, svg, select, .toasts") || e.matches("input, textarea, .surface-grip, .surface-layer, .surface-caret, .spacer")) continue;
					const box = e.getBoundingClientRect();
					if (!box.width || box.right <= innerWidth + 1 && box.left >= -1) continue;
					let holder = e.parentElement, cut = false;
					while (holder && holder !== document.body) {
						const style = getComputedStyle(holder);
						if (style.textOverflow === "ellipsis" || style.webkitLineClamp > 0) cut = true;
						holder = holder.parentElement;
					}
					if (!cut) out.push(e.tagName + "." + e.getAttribute("class") + " goes from " + Math.round(box.left) + " to " + Math.round(box.right));
				}
				return out.slice(0, 5);`, &wide)
			for _, w := range wide {
				t.Errorf("%s: %s", state, w)
			}
		})
		a.topBar()
	})
}

// topBar fails where what stands after the pages in the bar at the top is
// pushed out of the window: however wide the letters are, the pages give way.
func (a *app) topBar() {
	a.t.Helper()
	for _, size := range []string{"100%", "130%"} {
		a.Eval(`document.documentElement.style.setProperty("font-size", args[0])`, nil, size)
		for _, width := range []int{1440, 1280, 1131, 1000, 761, 480, 390} {
			a.Resize(width, 800)
			var past []string
			a.Eval(`return [...document.querySelectorAll(".top button, .top .save")].filter((e) => e.checkVisibility())
				.filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 || e.getBoundingClientRect().left < 0).map((e) => e.ariaLabel ?? e.textContent)`, &past)
			if len(past) > 0 {
				a.t.Errorf("%d pixels wide, letters of %s: out of the window are %q", width, size, past)
			}
		}
	}
}

// Where the system forces its colours every mark still has its line, and what
// is pressed or chosen an outline; where it asks for rest nothing moves.
func TestOtherEyes(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		if a.Kind == browsertest.WebKit {
			t.Skip("it cannot be told of forced colours or reduced motion while it runs")
		}
		a.tag("Nobody was hurt", "2")
		a.Emulate(browsertest.Media{ForcedColors: true})
		var line, outline string
		a.Eval(`return getComputedStyle(document.querySelector("#article mark")).textDecorationLine`, &line)
		a.Eval(`return getComputedStyle(document.querySelector(".label-button[aria-pressed=true]")).outlineStyle`, &outline)
		if line != "underline" || outline != "solid" {
			t.Errorf("with forced colours a mark has the line %q, a pressed label the outline %q", line, outline)
		}
		a.Emulate(browsertest.Media{ReducedMotion: true})
		var moving []string
		a.Eval(`return document.getAnimations().filter((x) => x.playState === "running").map((x) => x.effect.target.outerHTML.slice(0, 80))`, &moving)
		if len(moving) > 0 {
			t.Errorf("moving: %q", moving)
		}
	})
}
