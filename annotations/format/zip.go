package format

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// maxFiles is how many files are read from one archive.
const maxFiles = 20_000

const zipMIME = "application/zip"

// isZip reports whether data begins as an archive does that holds something.
func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// unzip returns the files of an archive with their folders, in the order in
// which they stand. What an archive says of its own size is not believed: no
// more is inflated than is read of one file, all in all (a few KB of archive
// can claim petabytes). Names lead nowhere, since nothing is written to a disk.
func unzip(data []byte) ([]File, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%w: the archive has %d MB, the most is %d", ErrLimit, len(data)>>20, maxBytes>>20)
	}
	// The archive's directory is taken into memory whole, so count first.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxFiles {
		return nil, fmt.Errorf("%w: %d files in one archive, the most is %d", ErrLimit, n, maxFiles)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: a damaged archive: %w", ErrFormat, err)
	}
	var out []File
	left := maxBytes
	for _, f := range archive.File {
		if ignored(f.Name) {
			continue
		}
		body, err := inflate(f, left)
		if err != nil {
			return nil, err
		}
		left -= len(body)
		out = append(out, File{Name: strings.ReplaceAll(f.Name, `\`, "/"), Data: body})
	}
	return out, nil
}

// ignored reports whether a file of an archive is a folder or what systems
// leave lying about.
func ignored(name string) bool {
	return strings.HasSuffix(name, "/") || strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), ".") || !utf8.ValidString(name)
}

func inflate(f *zip.File, most int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", clip(f.Name), ErrFormat, err)
	}
	defer r.Close()
	body, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	switch {
	case len(body) > most:
		return nil, fmt.Errorf("%w: the archive holds more than %d MB", ErrLimit, maxBytes>>20)
	case err != nil:
		return nil, fmt.Errorf("%s: %w: %w", clip(f.Name), ErrFormat, err)
	}
	return body, nil
}

// archived returns files as an archive, sorted by name, all of one time: equal
// files make equal bytes.
func archived(files []File, step Step) ([]byte, error) {
	var sorted []*File // by pointer, since sorting of values is compiled anew for every type
	done, total := 0, 0
	for i := range files {
		sorted = append(sorted, &files[i])
		total += len(files[i].Data)
	}
	slices.SortFunc(sorted, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range sorted {
		// The earliest time an archive can tell; without one some tools show 1979.
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		for data := f.Data; len(data) > 0; {
			if step != nil {
				if err := step(done, total); err != nil {
					return nil, fmt.Errorf("stopped: %w", err)
				}
			}
			n := min(len(data), stride)
			if _, err := to.Write(data[:n]); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
			data, done = data[n:], done+n
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	return out.Bytes(), nil
}
