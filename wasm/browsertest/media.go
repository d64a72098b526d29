//go:build !js

package browsertest

import (
	"fmt"
	"time"
)

// Media is what a page may ask about the system by media queries. The zero
// value is a light system that moves and does not force colours.
type Media struct {
	Dark          bool // prefers-color-scheme: dark
	ReducedMotion bool // prefers-reduced-motion: reduce
	ForcedColors  bool // forced-colors: active
}

// Emulate makes pages believe the system is so, from now on, and reports
// whether the browser can: WebKit cannot change while it runs, see
// Options.Media.
func (b *Browser) Emulate(m Media) bool {
	b.t.Helper()
	if b.Kind == WebKit {
		return false
	}
	b.media = m
	b.check(b.emulate(m), "emulate %+v", m)
	if m.ForcedColors {
		m.Dark = false // it depends on the colours that are forced
	}
	// Firefox tells the page after it has answered.
	_ = b.TryWait(mediaNow+`.every((is, i) => is === args[i])`, time.Second, m.Dark, m.ReducedMotion, m.ForcedColors)
	return true
}

// mediaNow is what a page is told, in the order of the fields of Media.
const mediaNow = `["prefers-color-scheme: dark", "prefers-reduced-motion: reduce", "forced-colors: active"]
	.map(query => matchMedia("(" + query + ")").matches)`

func (b *Browser) emulate(m Media) error {
	if b.Kind == Firefox {
		return b.privileged(firefoxMedia, nil, m.Dark, m.ReducedMotion, m.ForcedColors)
	}
	feature := func(name string, on bool, yes, no string) params {
		if on {
			no = yes
		}
		return params{"name": name, "value": no}
	}
	return b.devTools("Emulation.setEmulatedMedia", params{"features": []params{
		feature("prefers-color-scheme", m.Dark, "dark", "light"),
		feature("prefers-reduced-motion", m.ReducedMotion, "reduce", "no-preference"),
		feature("forced-colors", m.ForcedColors, "active", "none"),
	}})
}

// firefoxMedia sets the preferences behind Firefox's media queries: the
// colour scheme of pages (0 dark, 1 light), and whose colours are used (2 the
// system's, 0 by default the page's).
const firefoxMedia = `const [dark, still, forced] = arguments;
	Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", dark ? 0 : 1);
	Services.prefs.setIntPref("ui.prefersReducedMotion", still ? 1 : 0);
	Services.prefs.setIntPref("browser.display.document_color_use", forced ? 2 : 0);`

// EmulateTouch makes pages believe in a touch screen and no mouse
// (pointer: coarse, ontouchstart) and reports whether the browser can; WebKit
// cannot. Pages find out when they are loaded next.
func (b *Browser) EmulateTouch() bool {
	b.t.Helper()
	if b.Kind == WebKit {
		return false
	}
	b.touch = true
	b.check(b.emulateTouch(), "emulate touch")
	return true
}

func (b *Browser) emulateTouch() error {
	if b.Kind == Firefox {
		return b.privileged(firefoxTouch, nil)
	}
	return b.devTools("Emulation.setTouchEmulationEnabled", params{"enabled": true, "maxTouchPoints": 5})
}

// firefoxTouch says that the only pointer is coarse and cannot hover (1), and
// that touch events exist.
const firefoxTouch = `for (const which of ["primary", "all"])
		Services.prefs.setIntPref("ui." + which + "PointerCapabilities", 1);
	Services.prefs.setIntPref("dom.w3c_touch_events.enabled", 1);`

// resize sets the window until the viewport fits, because the height of the
// browser's own bars is not to be had. Chromium's window has a least width
// wider than a phone, so there the page's view of it is set.
func (b *Browser) resize(width, height int) error {
	if b.Kind == Chromium {
		return b.devTools("Emulation.setDeviceMetricsOverride",
			params{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false})
	}
	if b.Kind == Firefox {
		if err := b.privileged(firefoxNarrow, nil); err != nil {
			return err
		}
	}
	const attempts = 5
	var w, h int
	for range attempts {
		var err error
		if w, h, err = b.viewport(width, height); err != nil {
			return err
		}
		if w == width && h == height {
			return nil
		}
		if err := b.grow(width-w, height-h); err != nil {
			return err
		}
	}
	return fmt.Errorf("the viewport stays %dx%d", w, h)
}

// firefoxNarrow lets the window be as narrow as a phone; its own style sheet
// keeps it at 500 pixels.
const firefoxNarrow = `document.documentElement.style.setProperty("min-width", "0", "important")`

// viewport returns the size of the viewport, after it has had a moment to
// become the one that is waited for.
func (b *Browser) viewport(width, height int) (w, h int, err error) {
	var size [2]int
	err = b.TryEval(`for (let i = 0; i < 20 && (innerWidth !== args[0] || innerHeight !== args[1]); i++)
		await new Promise(next => setTimeout(next, 25));
		return [innerWidth, innerHeight]`, &size, width, height)
	return size[0], size[1], err
}

// grow makes the window larger by this much.
func (b *Browser) grow(width, height int) error {
	var r struct{ Width, Height int }
	if err := b.send(getRect, nil, &r); err != nil {
		return err
	}
	return b.send(setRect, params{"width": r.Width + width, "height": r.Height + height}, nil)
}
