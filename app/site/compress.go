//go:build !js

package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"
)

const (
	minCompressed = 1 << 10 // smaller files fit a packet as they are
	largeFile     = 1 << 20
	bestBrotli    = 11
	fastBrotli    = 5 // a hundred times faster than 11, some 15 % larger
)

// Encoder compresses files once and remembers the results by their content:
// brotli at its best needs about 40 s for the program.
type Encoder struct {
	Cache    string                         // a folder that is made when missing; "" to remember nothing
	Fast     bool                           // files over 1 MB get a quick brotli, for a server that is to start now
	Progress func(name string, percent int) // called for files over 1 MB not in the cache; may be nil
}

// Compress makes the compressed forms of all files that gain from it and have
// none yet, two at a time.
func (s *Site) Compress(e Encoder) error {
	var (
		work  sync.WaitGroup
		slots = make(chan struct{}, 2)
		errs  = make(chan error, len(s.files))
	)
	for _, name := range s.names() {
		f := s.files[name]
		if len(f.body) <= minCompressed || !compressible(name) || len(f.brotli) > 0 {
			continue
		}
		work.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			var err error
			f.brotli, f.gzip, err = e.Encode(name, f.body)
			errs <- err
		})
	}
	work.Wait()
	close(errs)
	var all []error
	for err := range errs {
		all = append(all, err)
	}
	return errors.Join(all...)
}

// Encode returns body compressed with brotli and with gzip, made side by side.
// A form that is not smaller than body is empty. The name is for Progress only.
func (e Encoder) Encode(name string, body []byte) (br, gz []byte, err error) {
	quality := bestBrotli
	if e.Fast && len(body) > largeFile {
		quality = fastBrotli
	}
	var work sync.WaitGroup
	var gzErr error
	work.Go(func() {
		gz, gzErr = e.cached("gzip-9", body, func(w io.Writer) (io.WriteCloser, error) {
			return gzip.NewWriterLevel(w, gzip.BestCompression)
		}, nil)
	})
	br, err = e.cached(fmt.Sprint("brotli-", quality), body, func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: quality, LGWin: 24}), nil
	}, func(percent int) {
		if e.Progress != nil && len(body) > largeFile {
			e.Progress(name, percent)
		}
	})
	work.Wait()
	if err = errors.Join(err, gzErr); err != nil {
		return nil, nil, fmt.Errorf("compress %s: %w", name, err)
	}
	return br, gz, nil
}

// cached returns body through a compressor, from the cache when it is there.
func (e Encoder) cached(method string, body []byte, open func(io.Writer) (io.WriteCloser, error), progress func(int)) ([]byte, error) {
	name := filepath.Join(e.Cache, fmt.Sprintf("%x.%s", sha256.Sum256(body), method))
	if e.Cache != "" {
		if b, err := os.ReadFile(name); err == nil {
			return b, nil
		}
	}
	var b bytes.Buffer
	w, err := open(&b)
	if err != nil {
		return nil, err
	}
	if err := feed(w, body, progress); err != nil {
		return nil, err
	}
	out := b.Bytes()
	if len(out) >= len(body) {
		out = nil
	}
	if e.Cache == "" {
		return out, nil
	}
	return out, writeWhole(name, out)
}

// feed writes body to w in parts, so that there is progress to tell of, and
// closes it.
func feed(w io.WriteCloser, body []byte, progress func(int)) error {
	part := max(len(body)/50, 1<<16)
	for done := 0; done < len(body); done += part {
		if progress != nil {
			progress(100 * done / len(body))
		}
		if _, err := w.Write(body[done:min(done+part, len(body))]); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	if progress != nil {
		progress(100)
	}
	return nil
}

// writeWhole writes a file that is never seen half done.
func writeWhole(name string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	t, err := os.CreateTemp(filepath.Dir(name), "part-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name())
	_, err = t.Write(body)
	if err = errors.Join(err, t.Chmod(0o644), t.Close()); err != nil {
		return err
	}
	return os.Rename(t.Name(), name)
}
