//go:build !js

package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

var decoders = map[string]func(*testing.T, []byte) []byte{
	".br": func(t *testing.T, b []byte) []byte { return readAll(t, brotli.NewReader(bytes.NewReader(b))) },
	".gz": func(t *testing.T, b []byte) []byte {
		r, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return readAll(t, r)
	},
}

func readAll(t *testing.T, r io.Reader) []byte {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func served(t *testing.T, base string) *Site {
	t.Helper()
	s := newSite(t, base, nil)
	if err := s.Compress(Encoder{}); err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks for a path; headers are name, value, name, value.
func get(h http.Handler, method, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestPaths(t *testing.T) {
	for _, c := range []struct {
		base, path string
		status     int
		kind       string // prefix of the content type, or the Location
	}{
		{"/", "/", 200, "text/html"},
		{"/", "/?doc=1", 200, "text/html"},
		{"/", "/index.html", 200, "text/html"},
		{"/", "/web/app.wasm", 200, "application/wasm"},
		{"/", "/manifest.webmanifest", 200, "application/manifest+json"},
		{"/", "/web/", 404, "text/html"},
		{"/", "/web", 404, "text/html"},
		{"/", "/web/../index.html", 404, "text/html"},
		{"/", "/web/app.wasm.br", 404, "text/html"},
		{"/", "/article/1", 404, "text/html"},
		{"/path/", "/path/", 200, "text/html"},
		{"/path/", "/path", 301, "/path/"},
		{"/path/", "/path/web/boot.js", 200, "text/javascript"},
		{"/path/", "/", 404, "text/html"},
		{"/path/", "/web/boot.js", 404, "text/html"},
		{"/path/", "/pathology", 404, "text/html"},
	} {
		r := get(newSite(t, c.base, nil), "GET", c.path)
		kind := r.Header.Get("Content-Type") + r.Header.Get("Location")
		if r.StatusCode != c.status || !strings.HasPrefix(kind, c.kind) {
			t.Errorf("%s at %s: %d %s, want %d %s", c.path, c.base, r.StatusCode, kind, c.status, c.kind)
		}
	}
}

func TestHeadersOnEveryAnswer(t *testing.T) {
	s := served(t, "/path/")
	answers := map[string]*http.Response{
		"page":     get(s, "GET", "/path/"),
		"program":  get(s, "GET", "/path/web/app.wasm"),
		"lost":     get(s, "GET", "/path/lost"),
		"redirect": get(s, "GET", "/path"),
		"method":   get(s, "POST", "/path/"),
	}
	answers["not modified"] = get(s, "GET", "/path/", "If-None-Match", answers["page"].Header.Get("ETag"))
	for name, r := range answers {
		for header, want := range map[string]string{
			"Cache-Control":                "no-cache",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "", // WebKit would lose openings
			"Cross-Origin-Resource-Policy": "same-origin",
			"Content-Security-Policy":      policy + "; frame-ancestors 'none'",
			"Vary":                         "Accept-Encoding",
		} {
			if got := r.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
		if !strings.Contains(r.Header.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%s: no Permissions-Policy", name)
		}
	}
	if r := answers["method"]; r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d, Allow %q", r.StatusCode, r.Header.Get("Allow"))
	}
}

func TestNegotiation(t *testing.T) {
	s := served(t, "/")
	const wasm, small = "/web/app.wasm", "/web/tt.js"
	for _, c := range []struct{ path, accept, want string }{
		{wasm, "", ""},
		{wasm, "br", "br"},
		{wasm, "gzip, deflate, br", "br"},
		{wasm, "gzip, deflate, br, zstd", "br"},
		{wasm, "gzip", "gzip"},
		{wasm, "GZIP", "gzip"},
		{wasm, "br;q=0.5, gzip;q=0.8", "gzip"},
		{wasm, "br;q=0, gzip", "gzip"},
		{wasm, "br; q=0", ""},
		{wasm, "*", "br"},
		{wasm, "*;q=0", ""},
		{wasm, "gzip;q=0.5, identity", ""},
		{wasm, "gzip, identity;q=0.5", "gzip"},
		{wasm, "deflate", ""},
		{wasm, "brown", ""},
		{wasm, "br;q=x", ""},
		{small, "br, gzip", ""},
	} {
		r := get(s, "GET", c.path, "Accept-Encoding", c.accept)
		body := readAll(t, r.Body)
		if got := r.Header.Get("Content-Encoding"); got != c.want {
			t.Errorf("%s: Accept-Encoding %q gives %q, want %q", c.path, c.accept, got, c.want)
		}
		if got := r.Header.Get("Content-Length"); got != strconv.Itoa(len(body)) {
			t.Errorf("%s: Content-Length %s, %d bytes", c.path, got, len(body))
		}
		if open := decoders[map[string]string{"br": ".br", "gzip": ".gz"}[c.want]]; open != nil {
			body = open(t, body)
		}
		if !bytes.Equal(body, s.files[c.path[1:]].body) {
			t.Errorf("%s: Accept-Encoding %q: not the file", c.path, c.accept)
		}
	}
}

func TestNotModified(t *testing.T) {
	s := served(t, "/")
	tag := func(path, accept string) string {
		return get(s, "GET", path, "Accept-Encoding", accept).Header.Get("ETag")
	}
	plain, packed, other := tag("/web/app.wasm", ""), tag("/web/app.wasm", "br"), tag("/web/boot.js", "")
	if plain == packed || plain == other || strings.HasPrefix(plain, "W/") {
		t.Errorf("tags %s %s %s: want strong ones, each its own", plain, packed, other)
	}
	for _, c := range []struct {
		tag  string
		want int
	}{
		{plain, 304},
		{packed, 304},
		{"W/" + plain, 304},
		{`"x", ` + packed, 304},
		{"*", 304},
		{other, 200},
		{`"x"`, 200},
		{"", 200},
	} {
		r := get(s, "GET", "/web/app.wasm", "If-None-Match", c.tag, "Accept-Encoding", "br")
		body := readAll(t, r.Body)
		if r.StatusCode != c.want || r.Header.Get("ETag") != packed || (c.want == 304) != (len(body) == 0) {
			t.Errorf("If-None-Match %s: %d, %d bytes, tag %s", c.tag, r.StatusCode, len(body), r.Header.Get("ETag"))
		}
	}
	if r := get(s, "GET", "/lost", "If-None-Match", "*"); r.StatusCode != 404 {
		t.Errorf("what is not there is %d", r.StatusCode)
	}
}

func TestHead(t *testing.T) {
	s := served(t, "/")
	for _, path := range []string{"/", "/web/app.wasm", "/lost"} {
		h, g := get(s, "HEAD", path, "Accept-Encoding", "br"), get(s, "GET", path, "Accept-Encoding", "br")
		if len(readAll(t, h.Body)) != 0 || h.StatusCode != g.StatusCode || h.Header.Get("Content-Length") != g.Header.Get("Content-Length") {
			t.Errorf("HEAD %s: %d, %s bytes; GET: %d, %s", path, h.StatusCode, h.Header.Get("Content-Length"), g.StatusCode, g.Header.Get("Content-Length"))
		}
	}
}
