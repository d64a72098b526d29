package browser

import (
	"encoding/binary"
	"slices"
)

// A batch crosses to JavaScript, and rows cross back, as one run of bytes: 10,000 calls would take longer than the
// database. Numbers are unsigned 32 bit, little-endian as every machine that runs WebAssembly.

// packBatch lays out a batch: the number of operations, then for each the table's number, the length of the key and
// the length of the value + 1 (0: delete), then keys and values one after the other.
func packBatch(b Batch) []byte {
	n := len(b.Deletes) + len(b.Puts)
	size := 4 + 12*n
	for _, r := range b.Deletes {
		size += len(r.Key)
	}
	for _, r := range b.Puts {
		size += len(r.Key) + len(r.Value)
	}
	out := binary.LittleEndian.AppendUint32(make([]byte, 0, size), uint32(n))
	for _, r := range b.Deletes {
		out = appendHead(out, r.Table, len(r.Key), 0)
	}
	for _, r := range b.Puts {
		out = appendHead(out, r.Table, len(r.Key), len(r.Value)+1)
	}
	for _, r := range b.Deletes {
		out = append(out, r.Key...)
	}
	for _, r := range b.Puts {
		out = append(append(out, r.Key...), r.Value...)
	}
	return out
}

func appendHead(out []byte, table string, key, value int) []byte {
	out = binary.LittleEndian.AppendUint32(out, uint32(slices.Index(tables, table)))
	out = binary.LittleEndian.AppendUint32(out, uint32(key))
	return binary.LittleEndian.AppendUint32(out, uint32(value))
}

// unpackRows appends the rows of a chunk: their number, then for each the lengths of key and value, then keys and
// values one after the other. The strings share one copy of the chunk.
func unpackRows(rows []Row, table string, chunk []byte) []Row {
	n := int(binary.LittleEndian.Uint32(chunk))
	head, text := chunk[4:4+8*n], string(chunk[4+8*n:])
	rows = slices.Grow(rows, n)
	for i := range n {
		key := int(binary.LittleEndian.Uint32(head[8*i:]))
		end := key + int(binary.LittleEndian.Uint32(head[8*i+4:]))
		rows = append(rows, Row{table, text[:key], text[key:end]})
		text = text[end:]
	}
	return rows
}
