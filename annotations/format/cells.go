package format

import (
	"bytes"
	"fmt"
)

// cellsOf takes a table apart. What separates cells is what there is most of in
// the first line: commas, semicolons or tabs.
func cellsOf(b []byte) (rows [][]string, err error) {
	line, _, _ := bytes.Cut(b, []byte{'\n'})
	comma, most := byte(','), 0
	for _, c := range []byte(",;\t") {
		if n := bytes.Count(line, []byte{c}); n > most {
			comma, most = c, n
		}
	}
	var row []string
	for i := 0; i < len(b); {
		var cell string
		if cell, i, err = cellAt(b, i, comma); err != nil {
			return nil, errorAt(b, i, err)
		}
		row = append(row, cell)
		if i < len(b) && b[i] == comma {
			if i++; i == len(b) {
				row = append(row, "")
			}
		} else {
			i = max(i, lineEnd(b, i))
			rows, row = appendRow(rows, row), nil
		}
	}
	return appendRow(rows, row), nil
}

// appendRow leaves out lines with nothing on them.
func appendRow(rows [][]string, row []string) [][]string {
	if len(row) == 0 || len(row) == 1 && row[0] == "" {
		return rows
	}
	return append(rows, row)
}

// lineEnd passes over one line end.
func lineEnd(b []byte, i int) int {
	if i < len(b) && b[i] == '\r' {
		i++
	}
	if i < len(b) && b[i] == '\n' {
		i++
	}
	return i
}

// cellAt reads the cell at i, and where it ends.
func cellAt(b []byte, i int, comma byte) (string, int, error) {
	end := func(j int) bool { return j == len(b) || b[j] == comma || b[j] == '\n' || b[j] == '\r' }
	from := i
	if i == len(b) || b[i] != '"' {
		for !end(i) {
			i++
		}
		return string(b[from:i]), i, nil
	}
	var out []byte
	for i++; ; i++ {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			return "", from, fmt.Errorf("%w: a cell whose quote is not closed", ErrTable)
		}
		out = append(out, b[i:i+j]...)
		if i += j + 1; i == len(b) || b[i] != '"' {
			break
		}
		out = append(out, '"')
	}
	for !end(i) { // what follows a closing quote belongs to the cell
		out = append(out, b[i])
		i++
	}
	return string(out), i, nil
}
