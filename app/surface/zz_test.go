//go:build !js

package surface

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"gloss/wasm/browsertest"
)

func TestZZ(t *testing.T) {
	js, _ := os.ReadFile("/tmp/surf/zz.js")
	server := httptest.NewServer(func() http.Handler { h := site(t); return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/surface.js" { http.ServeFile(w, r, "../../assets/web/surface.js"); return }
		h.ServeHTTP(w, r) }) }())
	defer server.Close()
	browsertest.Each(t, func(t *testing.T, b *browsertest.Browser) {
		b.Resize(1280, 900)
		b.Open(server.URL)
		b.Wait(`surfaceHarness.ready`, 30*time.Second)
		var out any
		b.Eval(string(js), &out)
		t.Log(out)
		for _, l := range b.Console() { t.Log(l) }
	})
}
