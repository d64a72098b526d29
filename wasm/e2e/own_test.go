//go:build !js

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// The articles of a person's own are opened together, if they are there.
func TestManyFiles(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "articles", "*.txt"))
	if len(paths) == 0 {
		t.Skip("there are no articles beside the repository")
	}
	each(t, func(t *testing.T, a *app) {
		a.upload(paths...)
		report := a.report()
		if len(report) != len(paths) {
			t.Fatalf("%+v", report)
		}
		for _, l := range report {
			if l.Bad || l.Outcome != "opened" {
				t.Errorf("%+v", l)
			}
		}
		if n := len(a.listed()); n != 2+len(paths) {
			t.Errorf("%d articles are listed", n)
		}
		a.alive()
		p := a.project()
		a.matches(p)
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
			found := false
			for d := range p.Documents.All() {
				text, _ := p.Text(d.ID)
				found = found || text.String() == want
			}
			if !found {
				t.Errorf("no article has the text of %s", filepath.Base(path))
			}
		}
		a.saved()
		a.Reload()
		a.loaded()
		if n := len(a.listed()); n != 2+len(paths) {
			t.Errorf("%d articles are listed after a reload", n)
		}
	})
}

// Texts of every sort are read as they were meant, and marked to the letter.
func TestOwnFiles(t *testing.T) {
	wide := func(s string, big bool) []byte {
		out := []byte{}
		for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	const plain = "A plain headline\n\nOne 😀 two. Three words more."
	files := []file{
		{"little.txt", wide("Little-endian headline\n\nÜber 𝒷𝒾𝑔 words, said Zoë.", false)},
		{"big.txt", wide("Big-endian headline\n\nŽluťoučký kůň stood there.", true)},
		{"windows.txt", []byte("\ufeff" + strings.ReplaceAll("Windows headline\n\nCarriage 👩‍👩‍👧‍👦 returns are gone.", "\n", "\r\n"))},
		{"plain.txt", []byte(plain)},
		{"same.txt", []byte(strings.ReplaceAll(plain, "\n", "\r\n"))},
		{"arabic.txt", []byte("عنوان المقال\n\nهذه جملة فيها 38 كلمة وكلمة English واحدة.")},
		{"page.html", []byte(`<!doctype html><html lang=en><head><title>Page headline</title><meta charset=utf-8></head><body><nav>Home | World</nav>
			<article><h1>Page headline</h1><p>First <b>bold</b> words &amp; an entity.</p><p>Second paragraph of the page, which is long enough to be read.</p></article></body></html>`)},
		{"notes.md", []byte("# Markdown headline\n\nSome *emphasised* words and a [link](https://example.com/).\n\n- an item\n")},
	}
	each(t, func(t *testing.T, a *app) {
		a.open(files...)
		for i, l := range a.report() {
			want := "opened"
			if files[i].name == "same.txt" {
				want = "already in the library"
			}
			if l.Name != files[i].name || l.Outcome != want || l.Bad {
				t.Errorf("%+v, want %s: %s", l, files[i].name, want)
			}
		}
		marks := []struct{ title, words string }{
			{"Little-endian", "Über 𝒷𝒾𝑔 words, said Zoë."},
			{"Big-endian", "Žluťoučký kůň"},
			{"Windows", "👩‍👩‍👧‍👦 returns"},
			{"A plain", "😀 two"},
			{"عنوان", "جملة فيها 38 كلمة"},
			{"Page", "First bold words & an entity."},
			{"Markdown", "emphasised"},
		}
		for _, m := range marks {
			a.article(m.title)
			a.shows("#article", m.words)
			a.quote(m.words)
		}
		p := a.project()
		a.matches(p)
		for _, m := range marks {
			a.find(p, m.words)
		}
	})
}

// quote marks words as a fact by pasting them, which no layout can disturb; no
// keyboard has all these characters.
func (a *app) quote(words string) {
	a.t.Helper()
	a.focus()
	a.Press("q")
	a.Wait(`document.activeElement.id === "quote"`, patience)
	a.Eval(`document.execCommand("insertText", false, args[0])`, nil, words)
	a.shows("dialog [role=status]", "1 place")
	a.click("button", "Tag 1 as Fact")
	a.says("Tagged 1 place as Fact")
}
