//go:build !js

package site

import (
	"net/http"
	"path"
	"strconv"
	"strings"
)

// ServeHTTP answers for the site below its base. There are no folders to list
// and no other pages: what is not a file of the site is not found.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == s.Base {
		w.Header().Set("Location", s.Base)
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	name, below := strings.CutPrefix(r.URL.Path, s.Base)
	if below && name == "" {
		name = indexName
	}
	f, ok := s.files[name]
	if !below || !ok {
		s.send(w, r, lostName, s.files[lostName], http.StatusNotFound)
		return
	}
	s.send(w, r, name, f, http.StatusOK)
}

// send writes a file in the form the client likes best. The entity tag is the
// hash of the content and the form's name; a client that has any form of the
// same content has what it needs.
func (s *Site) send(w http.ResponseWriter, r *http.Request, name string, f *file, status int) {
	h := w.Header()
	encoding, body := f.choose(r.Header.Get("Accept-Encoding"))
	tag := f.hash
	if encoding != "" {
		tag += "-" + encoding
	}
	h.Set("ETag", `"`+tag+`"`)
	if status == http.StatusOK && f.known(r.Header.Values("If-None-Match")) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Type", types[path.Ext(name)])
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client has gone: nobody is left to tell
	}
}

// known tells whether If-None-Match names this content (RFC 9110, 13.1.2).
func (f *file) known(ifNoneMatch []string) bool {
	for tag := range strings.SplitSeq(strings.Join(ifNoneMatch, ","), ",") {
		tag = strings.Trim(strings.TrimPrefix(strings.TrimSpace(tag), "W/"), `"`)
		hash, _, _ := strings.Cut(tag, "-")
		if tag == "*" || hash == f.hash {
			return true
		}
	}
	return false
}

// choose picks the content coding after the weights of Accept-Encoding (RFC
// 9110, 12.5.3): the heaviest, brotli before gzip; the plain file only when the
// client has said that it likes it better, or takes no other.
func (f *file) choose(accept string) (encoding string, body []byte) {
	weights := weights(accept)
	body, best := f.body, 0.0
	if q, ok := weights["identity"]; ok {
		best = q
	}
	if q := weight(weights, "gzip"); len(f.gzip) > 0 && q > 0 && q >= best {
		encoding, body, best = "gzip", f.gzip, q
	}
	if q := weight(weights, "br"); len(f.brotli) > 0 && q > 0 && q >= best {
		encoding, body = "br", f.brotli
	}
	return encoding, body
}

func weight(weights map[string]float64, coding string) float64 {
	if q, ok := weights[coding]; ok {
		return q
	}
	return weights["*"]
}

// weights reads Accept-Encoding; a weight that is not a number counts as none.
func weights(accept string) map[string]float64 {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		coding, params, _ := strings.Cut(part, ";")
		q := 1.0
		if value, ok := strings.CutPrefix(strings.ReplaceAll(strings.ToLower(params), " ", ""), "q="); ok {
			q, _ = strconv.ParseFloat(value, 64)
		}
		if coding = strings.ToLower(strings.TrimSpace(coding)); coding != "" {
			weights[coding] = q
		}
	}
	return weights
}
