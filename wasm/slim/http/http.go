// Package http stands in for net/http in the program that goes to the browser.
//
// go-app's browser half mentions a few types of net/http and calls none of it:
// there is no server in a page, and requests go through the page itself. Linking
// the real package brings TLS, HTTP/2 and their tables all the same, 1.7 MB of
// the program and a sixth of the download. `make wasm` therefore builds with an
// overlay that puts this file in the place of net/http (see the Makefile).
// Everything else — tests, vet, the command, the server — uses the real one.
//
// What lives here are the declarations that go-app v10.1.11 needs to compile. If
// another version needs more, the build of the program fails and names it.
package http

import (
	"io"
	"net/url"
)

// The status codes that are mentioned.
const (
	StatusOK                  = 200
	StatusNotModified         = 304
	StatusNotFound            = 404
	StatusInternalServerError = 500
)

// Header is a header; no request of the program has one.
type Header map[string][]string

// Get would return a value.
func (Header) Get(string) string { panic(absent) }

// Set would set one.
func (Header) Set(string, string) { panic(absent) }

// Handler would answer requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// ResponseWriter would be written to.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(int)
}

// Request would be a request.
type Request struct {
	URL    *url.URL
	Header Header
	TLS    *struct{}
	Host   string
}

// Response would be an answer.
type Response struct {
	StatusCode int
	Header     Header
	Body       io.ReadCloser
}

// Dir would be a folder of files.
type Dir string

const absent = "internal error: there is no net/http in the browser"

// FileServer would serve files.
func FileServer(Dir) Handler { panic(absent) }

// Get would fetch something.
func Get(string) (*Response, error) { panic(absent) }

// NotFound would answer that there is nothing.
func NotFound(ResponseWriter, *Request) { panic(absent) }
