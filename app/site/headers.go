//go:build !js

package site

import (
	"net/http"
	"path"
)

// policy is the content security policy of the page. 'wasm-unsafe-eval' lets
// WebAssembly compile and nothing else; the default Trusted Types policy is
// assets/web/tt.js. frame-ancestors works in a header only.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default"

// headers are sent with every answer. "no-cache" means ask before use: the
// worker keeps a whole version, the browser's cache must not mix two. There is
// no Cross-Origin-Opener-Policy: for it WebKitGTK 2.50 changes the process of a
// page that is being opened, and of 100 openings on a busy machine 5 then stay
// blank for ever. Who opens the page may so hold its window, which shows nothing
// of what is in it and listens to no message.
var headers = map[string]string{
	"Cache-Control":                "no-cache",
	"Content-Security-Policy":      policy + "; frame-ancestors 'none'",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy": "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), " +
		"gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
	"Referrer-Policy":        "no-referrer",
	"Vary":                   "Accept-Encoding",
	"X-Content-Type-Options": "nosniff",
}

func setHeaders(h http.Header) {
	for name, value := range headers {
		h.Set(name, value)
	}
}

// types are by extension; the host's own tables differ and some lack wasm.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// compressible tells whether a file gains from compression.
func compressible(name string) bool {
	ext := path.Ext(name)
	return ext != ".png" && ext != ".woff2"
}
