package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// The table of functions of Go 1.20 and later, as runtime/symtab.go describes
// it (pcHeader) and cmd/link/internal/ld/pcln.go writes it. Offsets in bytes.
const (
	tableMagic  = "\xf1\xff\xff\xff\x00\x00\x01\x08" // of little-endian programs of 64 bits whose instructions are as long as WebAssembly's
	functionsAt = 8                                  // number of functions
	namesAt     = 32                                 // where their names begin
	unitsAt     = 40                                 // where the tables of a unit's files begin
	filesAt     = 48                                 // where their names begin
	valuesAt    = 56                                 // where the tables of values by program counter begin
	indexAt     = 64                                 // where the functions begin
	tableHeader = 72
)

// A function's fields (runtime/runtime2.go, _func).
const (
	nameAt   = 4  // where its name begins
	stackAt  = 16 // each of these is where a table of values begins: stack depth,
	fileAt   = 20 // file,
	lineAt   = 24 // line,
	countAt  = 28 // and, in a list after the fields, as many others
	unitAt   = 32
	dataAt   = 43 // how many pointers follow these lists: where they lead, from one place
	function = 44
)

// spared are the tables in a function's list that a program does without
// (internal/abi/symtab.go): where it may be interrupted, which WebAssembly never
// is; which calls were inlined; and which arguments a trace may show.
var spared = map[int]bool{0: true, 2: true, 3: true}

// hushed are the pointers that lead to what only a trace shows: which calls were
// inlined, how arguments are laid out, and which are alive and wrapped.
var hushed = []int{3, 5, 6, 7}

// own begins the names that a trace has to tell.
var own = [][]byte{[]byte("gloss/"), []byte("main.")}

// dropLines blanks what tells files and lines of functions, and the names of
// those that are not ours. The runtime says "?" for the file of a function
// without the tables (funcline1), and nothing for its name.
func dropLines(memory []byte) error {
	start := bytes.Index(memory, []byte(tableMagic))
	if start < 0 || start+tableHeader > len(memory) {
		return fmt.Errorf("no table of functions: %w", errModule)
	}
	t := &table{bytes: memory[start:], needed: map[uint32]bool{}, unneeded: map[uint32]bool{}}
	t.names = t.offset(namesAt)
	values, index := t.offset(valuesAt), t.offset(indexAt)
	for i := range t.offset(functionsAt) {
		t.function(index + int(t.number(index+8*i+4)))
	}
	for at := range t.unneeded {
		if !t.needed[at] {
			t.blank(values + int(at))
		}
	}
	if t.bad || t.offset(unitsAt) > values {
		return fmt.Errorf("the table of functions is damaged: %w", errModule)
	}
	clear(t.bytes[t.offset(unitsAt):values])
	return nil
}

// table is the table of functions; what lies outside of it makes it bad.
type table struct {
	bytes            []byte
	names            int             // where names begin
	needed, unneeded map[uint32]bool // tables of values, by where they begin; those that are alike are one
	bad              bool
}

func (t *table) part(at, n int) []byte {
	if at < 0 || at > len(t.bytes)-n {
		t.bad = true
		return make([]byte, n)
	}
	return t.bytes[at : at+n]
}

func (t *table) number(at int) uint32 { return binary.LittleEndian.Uint32(t.part(at, 4)) }

// offset reads a field of the header.
func (t *table) offset(at int) int {
	v := binary.LittleEndian.Uint64(t.part(at, 8))
	if v > uint64(len(t.bytes)) {
		t.bad = true
		return 0
	}
	return int(v)
}

// function notes which tables a function needs, and forgets its file and lines.
func (t *table) function(at int) {
	t.needed[t.number(at+stackAt)] = true
	forgotten := []int{fileAt, lineAt}
	for i := range min(int(t.number(at+countAt)), 16) {
		if field := function + 4*i; spared[i] {
			forgotten = append(forgotten, field)
		} else {
			t.needed[t.number(at+field)] = true
		}
	}
	for _, field := range forgotten {
		if where := t.number(at + field); where != 0 {
			t.unneeded[where] = true
		}
		clear(t.part(at+field, 4))
	}
	clear(t.part(at+unitAt, 8))
	for _, i := range hushed {
		if i < int(t.part(at+dataAt, 1)[0]) {
			copy(t.part(at+function+4*(int(t.number(at+countAt))+i), 4), "\xff\xff\xff\xff") // leads nowhere
		}
	}
	t.name(at)
}

// name forgets the name of a function that is not ours. No two functions have
// the same, and the name at 0 is empty.
func (t *table) name(at int) {
	where := t.names + int(t.number(at+nameAt))
	if where < 0 || where >= len(t.bytes) {
		t.bad = true
		return
	}
	name, _, ended := bytes.Cut(t.bytes[where:], []byte{0})
	if !ended {
		t.bad = true
		return
	}
	for _, begin := range own {
		if bytes.HasPrefix(name, begin) {
			return
		}
	}
	clear(name)
	clear(t.part(at+nameAt, 4))
}

// blank clears a table of values: pairs of numbers in LEB128, ended by a zero
// that is not the first.
func (t *table) blank(at int) {
	for first := true; !t.bad; first = false {
		if value := t.varint(&at); value == 0 && !first {
			return
		}
		t.varint(&at)
	}
}

// varint reads a number and clears it.
func (t *table) varint(at *int) (v uint64) {
	for shift := 0; !t.bad; shift += 7 {
		b := t.part(*at, 1)
		v |= uint64(b[0]&0x7f) << min(shift, 63)
		more := b[0] >= 0x80
		b[0] = 0
		*at++
		if !more {
			return v
		}
	}
	return v
}
