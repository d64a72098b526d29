package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestScan(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for _, c := range []struct{ name, in, want string }{
		{"all kinds", ` {"a":[1,-0.5e+3,"x\u00e9\ud83d\ude00\n",true,false,null,{}],"b":[]}` + "\n", ""},
		{"names in different objects", `[{"a":1},{"a":2,"b":{"a":3}}]`, ""},
		{"empty", "", "line 1, column 1: not valid JSON: the file ends where a value should be"},
		{"trailing comma", "[1,\n]", "line 2, column 1: not valid JSON: ']' where a value should be"},
		{"no colon", `{"a" 1}`, "line 1, column 6: not valid JSON: '1' where a colon should be"},
		{"name without quotes", `{a:1}`, "line 1, column 2: not valid JSON: 'a' where a name in quotes should be"},
		{"wrong bracket", `[1}`, "line 1, column 3: not valid JSON: '}' where a comma or ] should be"},
		{"two texts", `1 2`, "line 1, column 3: not valid JSON: '2' where the end of the file should be"},
		{"twice", `{"a":1,"b":2,"a":3}`, `line 1, column 14: not valid JSON: the name "a" twice in one object`},
		{"twice, escaped", `{"é":1,"\u00e9":2}`, `line 1, column 8: not valid JSON: the name "é" twice in one object`},
		{"half a pair", `"😀\ud83d"`, `line 1, column 3: not valid JSON: \ud83d is half of a surrogate pair, not a character`},
		{"pair the wrong way round", `"\ude00\ud83d"`, `line 1, column 2: not valid JSON: \ude00 is half of a surrogate pair, not a character`},
		{"half before another escape", `"\ud83d\u0041"`, `line 1, column 2: not valid JSON: \ud83d is half of a surrogate pair, not a character`},
		{"NaN", `{"score": NaN}`, "line 1, column 11: not valid JSON: NaN is no number in JSON; Python writes it unless told allow_nan=False"},
		{"minus infinity", `[-Infinity]`, "line 1, column 3: not valid JSON: Infinity is no number in JSON; Python writes it unless told allow_nan=False"},
		{"leading zero", `[01]`, "line 1, column 3: not valid JSON: '1' where a comma or ] should be"},
		{"line break in a string", "\"a\nb\"", "line 1, column 3: not valid JSON: a line break or control character inside a string"},
		{"unknown escape", `"\x41"`, `line 1, column 3: not valid JSON: \x means nothing`},
		{"short escape", `"\u12"`, `line 1, column 3: not valid JSON: \u without four hexadecimal digits`},
		{"open string", `"abc`, "line 1, column 5: not valid JSON: the file ends inside a string"},
		{"backslash at the end", `"abc\`, "line 1, column 6: not valid JSON: the file ends inside a string"},
		{"depth 64", deep(64), ""},
		{"depth 65", deep(65), "line 1, column 65: beyond what is read: more than 64 brackets within each other"},
		{"depth of a million", strings.Repeat("[", 1<<20), "line 1, column 65: beyond what is read: more than 64 brackets within each other"},
		{"long number", strings.Repeat("9", 65), "line 1, column 66: beyond what is read: a number of 65 digits"},
		{"long name", `{"` + strings.Repeat("a", maxKey) + `":1}`, "line 1, column 4100: beyond what is read: a string of 4098 bytes, the most here is 4096"},
		{"long string", `"` + strings.Repeat("a", maxString) + `"`, "line 1, column 16777219: beyond what is read: a string of 16777218 bytes, the most here is 16777216"},
		{"many items", "[" + strings.Repeat("0,", maxItems) + "0]", "line 1, column 1000002: beyond what is read: more than 500000 items in one array"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if err := scan([]byte(c.in), nil); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestScanManyNames(t *testing.T) {
	object := func(n int, last string) []byte {
		var b bytes.Buffer
		b.WriteByte('{')
		for i := range n {
			b.WriteString(`"k` + strings.Repeat("x", i) + `":0,`)
		}
		b.WriteString(`"` + last + `":0}`)
		return b.Bytes()
	}
	for _, n := range []int{1, many - 1, many, many + 1, 100} {
		if err := scan(object(n, "other"), nil); err != nil {
			t.Errorf("%d names: %v", n, err)
		}
		if err := scan(object(n, "kx"), nil); n > 1 && !errors.Is(err, ErrSyntax) {
			t.Errorf("%d names, one of them twice: %v", n, err)
		}
	}
}

func TestScanStops(t *testing.T) {
	stop := errors.New("enough")
	calls := 0
	err := scan([]byte("["+strings.Repeat(`"0123456789",`, 100_000)+"0]"), func(done, total int) error {
		if calls++; calls == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || calls != 3 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestToUTF8(t *testing.T) {
	for _, c := range []struct{ name, in, out, err string }{
		{"plain", "é😀", "é😀", ""},
		{"mark", "\ufeffé", "é", ""},
		{"UTF-16, little end first", "\xff\xfea\x00=\xd8\x00\xde", "a😀", ""},
		{"UTF-16, big end first", "\xfe\xff\x00a\xd8=\xde\x00", "a😀", ""},
		{"UTF-16, half a pair", "\xff\xfea\x00=\xd8a\x00", "", "line 1, column 2: not UTF-8 text: half of a surrogate pair"},
		{"UTF-16, half a pair at the end", "\xff\xfe=\xd8", "", "line 1, column 1: not UTF-8 text: half of a surrogate pair"},
		{"UTF-16, odd", "\xff\xfea", "", "not UTF-8 text: UTF-16 with half a character at its end"},
		{"Latin-1", "[\n\"caf\xe9\"]", "", "line 2, column 5: not UTF-8 text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := toUTF8([]byte(c.in))
			if err != nil {
				if err.Error() != c.err {
					t.Error(err)
				}
			} else if c.err != "" || string(got) != c.out {
				t.Errorf("%q", got)
			}
		})
	}
	if _, err := toUTF8(make([]byte, maxBytes+1)); !errors.Is(err, ErrLimit) {
		t.Errorf("a file that is too large: %v", err)
	}
}

// FuzzScan compares the scan with encoding/json: what it lets pass is JSON, and
// it lets all JSON pass but what it refuses on purpose. What it lets pass, a
// cursor walks to its end.
func FuzzScan(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e-3,"\ud83d\ude00\n"],"b":null}`, `[[],{},"",0,-1]`, `{"a":1,"a":2}`, `"\ud83d"`, "[NaN]", `{"a":{"b":[{}]}} `} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if !utf8.Valid(b) {
			return
		}
		err := scan(b, nil)
		if valid := json.Valid(b); err == nil && !valid {
			t.Fatalf("%q passes", b)
		} else if err != nil && valid && !errors.Is(err, ErrLimit) &&
			!strings.Contains(err.Error(), "twice") && !strings.Contains(err.Error(), "surrogate") {
			t.Fatalf("%q does not pass: %v", b, err)
		}
		if err != nil {
			return
		}
		c := cursor{b: b}
		c.skip()
		if c.space(); c.i != len(b) {
			t.Fatalf("%q: skipped to %d", b, c.i)
		}
		c = cursor{b: b}
		walk(&c)
		if c.space(); c.i != len(b) {
			t.Fatalf("%q: walked to %d", b, c.i)
		}
		var v any
		if json.Unmarshal(b, &v) == nil {
			if s, ok := v.(string); ok && string(unquote(bytes.TrimSpace(b))) != s {
				t.Fatalf("%q is %q", b, s)
			}
		}
	})
}

func walk(c *cursor) {
	switch c.kind() {
	case '{':
		for range c.object {
			walk(c)
		}
	case '[':
		for range c.each {
			walk(c)
		}
	case '"':
		c.text()
	case 't', 'f':
		c.flag()
	case 'n':
		c.skip()
	default:
		c.number()
	}
}
