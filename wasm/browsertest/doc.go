//go:build !js

// Package browsertest drives real browsers from Go tests: Chromium, Firefox
// and WebKitGTK, with nothing but the standard library and what the
// distribution packages (chromium and chromedriver; firefox-esr; MiniBrowser,
// WebKitWebDriver and Xvfb).
//
//	func TestLabel(t *testing.T) {
//		site := httptest.NewServer(handler)
//		defer site.Close()
//		browsertest.Each(t, func(t *testing.T, b *browsertest.Browser) {
//			b.Open(site.URL)
//			b.Wait(`document.documentElement.dataset.ready`, 20*time.Second)
//			b.DoubleClick(120, 200)
//			b.Press("1")
//			b.Wait(`document.querySelector("mark")`, 5*time.Second)
//		})
//	}
//
// A command that cannot be carried out ends the test with [testing.TB.Fatalf],
// so commands are called from the goroutine of the test; TryEval and TryWait
// return the error instead. Every command ends within a minute. Input is what
// a person's would be: trusted events, through the browser's own dispatch, in
// CSS pixels of the viewport, which is 1280 by 800 unless resized.
//
// # Which browsers run
//
// Each and EachKind run a subtest per browser and skip the ones that are not
// installed. The environment variable GLOSS_BROWSERS narrows and tightens
// that: "chromium,webkit" runs these two, "all" all three, "none" none; what
// is named there and missing is an error. With -short nothing runs.
//
// # What they cannot do
//
//	                    Chromium  Firefox  WebKitGTK
//	persistent profile  yes       yes      StartPlain only: automation is ephemeral
//	Options.Media       yes       yes      no forced colours
//	Emulate             yes       yes      no
//	EmulateTouch        yes       yes      no
//	Tap, Slide          touch     touch    by mouse
//	Console             yes       yes      from the load event on
//	downloads           yes       yes      yes
//
// "Offline" is best had by closing the test's server: it works in all three
// and reaches service workers too.
//
// # What is left behind
//
// Nothing: browsers run in process groups of their own, which die with the
// test, also when the test binary is killed; profiles are made in the
// temporary directory and removed.
//
// # What lives here
//
// The driving of browsers, and the running of js/wasm test binaries in them.
// Nothing about Gloss: what its pages look like is for the tests that use
// this package. Only tests import it.
package browsertest
