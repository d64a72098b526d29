package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

var errModule = errors.New("not a WebAssembly program as Go's linker writes them")

// header begins every module: a magic number and version 1 (WebAssembly Core
// Specification 5.5.16).
var header = []byte("\x00asm\x01\x00\x00\x00")

const dataSection = 11

// section is a part of a module, with its content as it is in the file.
type section struct {
	id      byte
	content []byte
}

func readModule(module []byte) ([]section, error) {
	r := &reader{rest: module}
	if !bytes.Equal(r.take(len(header)), header) {
		return nil, errModule
	}
	var out []section
	for len(r.rest) > 0 && !r.bad {
		s := section{id: r.take(1)[0]}
		s.content = r.take(r.unsigned())
		out = append(out, s)
	}
	return out, r.err()
}

func writeModule(sections []section) []byte {
	out := bytes.Clone(header)
	for _, s := range sections {
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(s.content)))
		out = append(out, s.content...)
	}
	return out
}

// maxMemory is far more than a program begins with, in bytes.
const maxMemory = 1 << 28

// readData returns the memory that the segments of a data section fill, from
// address 0.
func readData(content []byte) ([]byte, error) {
	r := &reader{rest: content}
	var memory []byte
	for n := r.unsigned(); n > 0 && !r.bad; n-- {
		start, part := r.segment()
		if start > maxMemory-len(part) {
			return nil, fmt.Errorf("a data segment at %d: %w", start, errModule)
		}
		if end := start + len(part); end > len(memory) {
			memory = append(memory, make([]byte, end-len(memory))...)
		}
		copy(memory[start:], part)
	}
	return memory, r.err()
}

// gap is how many zeros in a row end a segment. The linker ends one at eight,
// which makes 100,000 segments, whose addresses cost more than the zeros.
const gap = 256

// writeData returns the data section that fills memory.
func writeData(memory []byte) []byte {
	zeros := make([]byte, gap)
	var segments []byte
	n := uint64(0)
	for at := 0; at < len(memory); {
		if memory[at] == 0 {
			at++
			continue
		}
		length := bytes.Index(memory[at:], zeros)
		if length < 0 {
			length = len(bytes.TrimRight(memory[at:], "\x00"))
		}
		segments = appendSegment(segments, at, memory[at:at+length])
		at += length
		n++
	}
	return append(binary.AppendUvarint(nil, n), segments...)
}

// The instructions around a segment's address: i32.const and end.
const constant, end = 0x41, 0x0b

// segment reads an active segment of memory 0 and its address.
func (r *reader) segment() (start int, content []byte) {
	if !bytes.Equal(r.take(2), []byte{0, constant}) {
		r.bad = true
		return 0, nil
	}
	start = r.signed()
	if r.take(1)[0] != end || start < 0 {
		r.bad = true
		return 0, nil
	}
	return start, r.take(r.unsigned())
}

func appendSegment(out []byte, start int, content []byte) []byte {
	out = appendSigned(append(out, 0, constant), start)
	out = binary.AppendUvarint(append(out, end), uint64(len(content)))
	return append(out, content...)
}

// reader reads what may be damaged; bad says that it was.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) err() error {
	if r.bad {
		return errModule
	}
	return nil
}

// take returns the next n bytes; as many zeros, if that is one or two, when
// there are fewer.
func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.bad = true
		return make([]byte, min(max(n, 0), len(header)))
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// unsigned reads an unsigned number of 32 bits in LEB128.
func (r *reader) unsigned() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > 1<<32-1 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

// signed reads a signed number in LEB128.
func (r *reader) signed() int {
	v := 0
	for shift := 0; shift < 35; shift += 7 {
		b := r.take(1)[0]
		v |= int(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 {
				v -= 1 << (shift + 7)
			}
			return v
		}
	}
	r.bad = true
	return 0
}

// appendSigned writes a number that is not negative as a signed one.
func appendSigned(out []byte, v int) []byte {
	for v >= 0x40 {
		out = append(out, byte(v&0x7f|0x80))
		v >>= 7
	}
	return append(out, byte(v))
}
