package article

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"gloss/annotations"
)

// parse is Parse of text that must be taken.
func parse(t testing.TB, name, s string) (*annotations.Document, annotations.Text) {
	t.Helper()
	d, text, err := Parse(name, []byte(s), Options{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	check(t, d, text)
	return d, text
}

// check holds what is true of every document.
func check(t testing.TB, d *annotations.Document, text annotations.Text) {
	t.Helper()
	if d.ID != text.ID() || d.Points != text.Points() {
		t.Fatalf("document of %d points, text of %d", d.Points, text.Points())
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Folds {
		if err := f.In(text); err != nil {
			t.Fatal(err)
		}
	}
	headlines := 0
	for _, b := range d.Blocks {
		line := text.Slice(b.Span)
		if strings.Count(strings.TrimSuffix(line, "\n"), "\n") > 0 || b.End < text.Points() && !strings.HasSuffix(line, "\n") {
			t.Fatalf("block %v is not a line: %q", b.Span, line)
		}
		if b.Start > 0 && text.Slice(annotations.Span{Start: b.Start - 1, End: b.Start}) != "\n" {
			t.Fatalf("block %v does not begin a line", b.Span)
		}
		if b.Kind == annotations.Headline {
			headlines++
		}
		if d.Folded(b.Start) {
			t.Fatalf("block %v is folded", b.Span)
		}
	}
	if headlines > 1 {
		t.Fatalf("%d headlines", headlines)
	}
}

func utf16Of(s string, order binary.ByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
		if order == binary.BigEndian {
			out[len(out)-1], out[len(out)-2] = out[len(out)-2], out[len(out)-1]
		}
	}
	return out
}

// odd holds what texts of the world hold.
const odd = "Überschrift ohne Punkt\n\nEin Satz mit\u00a0Abstand, 👩‍🚒 und e\u0301.\nשלום עולם\nПривет, мир.\n"

func TestEncodings(t *testing.T) {
	page := `<meta charset=%s><p>Caf` + "\xe9 \x93na\xefve\x94 \x80 5"
	for _, c := range []struct {
		show, name, data     string
		text, encoding, ends string
		bom                  bool
	}{
		{"utf-8", "a.txt", odd, odd, "utf-8", "lf", false},
		{"utf-8 with a mark", "a.txt", "\ufeff" + odd, odd, "utf-8", "lf", true},
		{"utf-16le with a mark", "a.txt", string(utf16Of("\ufeff"+odd, binary.LittleEndian)), odd, "utf-16le", "lf", true},
		{"utf-16be with a mark", "a.txt", string(utf16Of("\ufeff"+odd, binary.BigEndian)), odd, "utf-16be", "lf", true},
		{"utf-16le", "a.txt", string(utf16Of(odd, binary.LittleEndian)), odd, "utf-16le", "lf", false},
		{"utf-16be", "a.txt", string(utf16Of(odd, binary.BigEndian)), odd, "utf-16be", "lf", false},
		{"utf-16le, Cyrillic", "a.txt", string(utf16Of("Привет, мир", binary.LittleEndian)), "Привет, мир", "utf-16le", "", false},
		{"utf-16be, long", "a.txt", string(utf16Of(strings.Repeat("a😀b ", 2000), binary.BigEndian)), strings.Repeat("a😀b ", 2000), "utf-16be", "", false},
		{"crlf", "a.txt", "a\r\n\r\nb\r\n", "a\n\nb\n", "utf-8", "crlf", false},
		{"cr", "a.txt", "a\r\rb", "a\n\nb", "utf-8", "cr", false},
		{"mixed", "a.txt", "a\r\nb\rc\nd", "a\nb\nc\nd", "utf-8", "mixed", false},
		{"declared latin1", "a.html", fmt.Sprintf(page, "'ISO-8859-1'"), "Café “naïve” € 5", "windows-1252", "", false},
		{"declared windows-1252", "a.htm", fmt.Sprintf(page, `"windows-1252" /`), "Café “naïve” € 5", "windows-1252", "", false},
		{"declared as of old", "a", "<html><META content='text/html; charset=Latin1'><p>caf\xe9", "café", "windows-1252", "", false},
		{"declared latin1, is utf-8", "a.html", "<meta charset=latin1><p>café", "café", "utf-8", "", false},
		{"xml declaration", "a.xhtml", "<?xml version='1.0' encoding='iso-8859-1'?><html><p>caf\xe9", "café", "windows-1252", "", false},
	} {
		d, text, err := Parse(c.name, []byte(c.data), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.show, err)
			continue
		}
		check(t, d, text)
		if text.String() != c.text {
			t.Errorf("%s: text %.80q", c.show, text.String())
		}
		if r := d.Raw; r.Encoding != c.encoding || r.Newlines != c.ends || r.BOM != c.bom || len(r.SHA256) != 64 {
			t.Errorf("%s: %+v", c.show, *r)
		}
	}
}

func TestRefused(t *testing.T) {
	big := strings.Repeat("word ", MaxBytes/5) + "more than that"
	for _, c := range []struct {
		show, name, data string
		want             Error
	}{
		{"nothing", "a.txt", "", Error{Empty, -1, ""}},
		{"white space", "a.txt", "\ufeff \r\n\t\u00a0\u200b\n", Error{Empty, -1, ""}},
		{"no text in a page", "a.html", "<title>Title only</title><script>x</script><img alt=picture>", Error{Empty, -1, ""}},
		{"too large", "a.txt", big, Error{TooLarge, -1, ""}},
		{"too many elements", "a.html", strings.Repeat("<p>a", maxNodes), Error{TooLarge, -1, "a page of too many elements"}},
		{"a PDF", "a.txt", "%PDF-1.7\n%\xe2\xe3", Error{Binary, -1, "a PDF file"}},
		{"a Word document", "a.txt", "PK\x03\x04\x14\x00\x00\x00[Content_Types].xml\x00word/document.xml", Error{Binary, -1, "a Word document"}},
		{"an EPUB", "a", "PK\x03\x04\x14\x00mimetypeapplication/epub+zip", Error{Binary, -1, "an EPUB book"}},
		{"a zip", "a", "PK\x03\x04\x14\x00\x00", Error{Binary, -1, "a zip archive"}},
		{"a picture", "a.html", "\x89PNG\r\n\x1a\n\x00", Error{Binary, -1, "a PNG picture"}},
		{"WebP", "a", "RIFF\x00\x00\x00\x00WEBPVP8 ", Error{Binary, -1, "a WebP picture"}},
		{"RTF", "a.txt", `{\rtf1\ansi Hello}`, Error{Binary, -1, "an RTF file"}},
		{"MHTML", "a.html", "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\nx", Error{Binary, -1, "a web archive (MHTML)"}},
		{"NUL", "a.txt", "abc\x00def", Error{Binary, 3, ""}},
		{"NUL after a mark", "a.txt", "\xef\xbb\xbfab\x00", Error{Binary, 5, ""}},
		{"NUL in utf-16", "a.txt", "\xff\xfea\x00\x00\x00", Error{Binary, 4, ""}},
		{"control characters", "a.txt", "ab" + strings.Repeat("\x01\x02", 9), Error{Binary, 2, ""}},
		{"not utf-8", "a.txt", "caf\xe9 au lait", Error{Encoding, 3, ""}},
		{"utf-8 cut off", "a.md", "a\xe2\x82", Error{Encoding, 1, ""}},
		{"not utf-8 after a mark", "a.txt", "\xef\xbb\xbfa\xff", Error{Encoding, 4, ""}},
		{"a page that declares nothing", "a.html", "<p>caf\xe9", Error{Encoding, 6, ""}},
		{"a page that declares utf-8 and is not", "a.html", "<meta charset=UTF-8><p>caf\xe9", Error{Encoding, 26, ""}},
		{"another charset", "a.html", "<meta charset=windows-1251><p>\xcc\xe8\xf0", Error{Encoding, 30, "windows-1251"}},
		{"iso-2022", "a.html", "<meta charset=iso-2022-jp><p>\x1b$BF|", Error{Encoding, -1, "iso-2022-jp"}},
		{"utf-32", "a.txt", "\xff\xfe\x00\x00a\x00\x00\x00", Error{Encoding, -1, "utf-32"}},
		{"half a unit", "a.txt", "\xff\xfea\x00b", Error{Encoding, 4, ""}},
		{"a lone high surrogate", "a.txt", "\xff\xfea\x00\x3d\xd8b\x00", Error{Encoding, 4, ""}},
		{"a lone low surrogate", "a.txt", "\xfe\xff\x00a\xde\x00\x00b", Error{Encoding, 4, ""}},
		{"a high surrogate at the end", "a.txt", "\xfe\xff\x00a\xd8\x3d", Error{Encoding, 4, ""}},
	} {
		d, _, err := Parse(c.name, []byte(c.data), Options{})
		var got *Error
		if !errors.As(err, &got) || *got != c.want || d != nil {
			t.Errorf("%s: %v, want %v", c.show, err, &c.want)
		}
	}
}

func TestErrorText(t *testing.T) {
	for want, e := range map[string]*Error{
		"not a text file: a PDF file":                                {Binary, -1, "a PDF file"},
		"not valid text in a known encoding: windows-1251 (byte 30)": {Encoding, 30, "windows-1251"},
		"no text in it": {Empty, -1, ""},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOptions(t *testing.T) {
	d, text, err := Parse("a.txt", []byte("caf\xe9"), Options{Encoding: "windows-1252"})
	if err != nil || text.String() != "café" || d.Raw.Encoding != "windows-1252" {
		t.Errorf("chosen encoding: %q, %v", text.String(), err)
	}
	for _, c := range []struct{ name, data, force, want string }{
		{"a.txt", "<p>a</p>", "", FormatText},
		{"a.txt", " <!-- x -->\n<!DOCTYPE html><p>a</p>", "", FormatHTML},
		{"a.txt", "<html lang=en><p>a</p>", "", FormatHTML},
		{"a.txt", "<htmlish> is no tag", "", FormatText},
		{"A.HTM", "a", "", FormatHTML},
		{"", "# a", "", FormatText},
		{"a.md", "# a", "", FormatMarkdown},
		{"a.md", "# a", FormatText, FormatText},
		{"a.txt", "<p>a</p>", FormatHTML, FormatHTML},
	} {
		d, _, err := Parse(c.name, []byte(c.data), Options{Format: c.force})
		if err != nil || d.Raw.Format != c.want {
			t.Errorf("%s %q: %v, %v", c.name, c.data, d, err)
		}
	}
	if d, _ := parse(t, `C:\news\a/b`+"\u0007"+`c.txt`, "a"); d.File != "bc.txt" {
		t.Errorf("file name %q", d.File)
	}
}

// Text and Markdown are kept exactly.
func TestKeptExactly(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"\r", "\n", "\r\n", " ", "\u00a0", "\t", "---\n", "# ", "> ", "- ", "```\n", "word", "Subscribe", "News Feed", "8:06 AM",
		"26 December 2024", "By Ann Example", "👩‍🚒", "e\u0301", "שלום", "\ufeff", "title: x\n", "***", "[a](b)", "![",
		"A sentence of more than fifteen words, which is what the rules take for running text in any article they see.",
	})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), "")
		for _, name := range []string{"a.txt", "a.md"} {
			d, text, err := Parse(name, []byte(s), Options{})
			if err != nil {
				var e *Error
				if !errors.As(err, &e) || e.Reason != Empty && !strings.HasPrefix(s, "\ufeff\ufeff") {
					t.Fatal(err)
				}
				continue
			}
			if text.String() != annotations.Canonical(s) {
				t.Fatalf("%q became %q", s, text.String())
			}
			if err := d.Check(); err != nil || d.ID != text.ID() {
				t.Fatal(err)
			}
			again, _, err := Parse(name, []byte(text.String()), Options{})
			if err != nil || again.ID != d.ID || !slices.Equal(again.Folds, d.Folds) {
				t.Fatalf("read again: %v", err)
			}
		}
	})
}

// Size must not matter but for the time it takes to read.
func TestLarge(t *testing.T) {
	for show, s := range map[string]string{
		"one line":             strings.Repeat("Кот 👩‍🚒 sat, and ", 60_000),
		"one word":             strings.Repeat("x", 1<<20),
		"100,000 short lines":  strings.Repeat("word\n", 100_000),
		"100,000 other lines":  numbered(100_000),
		"blank lines":          "a" + strings.Repeat("\n", 1<<20) + "b",
		"brackets":             strings.Repeat("[", 1<<20),
		"lines of brackets":    strings.Repeat(strings.Repeat("[", 40)+"\n", 20_000),
		"dates":                strings.Repeat("26 December 2024 ", 60_000),
		"lines of buttons":     strings.Repeat("Subscribe\n", 100_000),
		"menus":                strings.Repeat("Home | Contact | About us\n", 40_000),
		"feeds":                strings.Repeat("8:06 AM\nA short one.\n", 40_000),
		"items":                strings.Repeat("- item\n", 100_000),
		"front matter, no end": "---\n" + strings.Repeat("title: x\n", 100_000),
	} {
		for _, name := range []string{"a.txt", "a.md", "a.html"} {
			_, text := parse(t, name, s)
			if name != "a.html" && text.String() != s {
				t.Errorf("%s: changed", show)
			}
		}
	}
}

func numbered(n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}
