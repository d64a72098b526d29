package session

import (
	"strings"
	"testing"
	"time"

	"gloss/annotations"
	"gloss/annotations/format"
	"gloss/app/browser"
)

func sized(t *testing.T, n int) annotations.Text {
	t.Helper()
	text, err := annotations.NewText(strings.Repeat("a", n))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// What was shown last stays at hand as far as there is room.
func TestTextsShownLast(t *testing.T) {
	var x texts
	has := func(want string) {
		t.Helper()
		got := ""
		for _, id := range []string{"a", "b", "c", "d"} {
			if _, ok := x.get(id); ok {
				got += id
			}
		}
		if got != want {
			t.Errorf("at hand are %q, want %q", got, want)
		}
	}
	x.show("a", sized(t, textsKept/2))
	x.show("b", sized(t, textsKept/4))
	x.show("c", sized(t, textsKept/4))
	has("abc")
	x.show("a", sized(t, textsKept/2))
	x.show("d", sized(t, 10))
	has("acd")
	x.show("b", sized(t, textsKept+1)) // nobody goes back to one that leaves no room for others
	has("")
	x.show("d", sized(t, 10))
	has("d")
	x.wait(map[string]annotations.Text{"a": sized(t, 2*textsKept)})
	has("ad")
	x.stored()
	has("d")
}

// An article that could not be stored can be left and read again; once it is
// stored, its text need not stay.
func TestTextsWaitForStorage(t *testing.T) {
	broken := &faulty{Store: memory(t)}
	x := start(t, broken)
	x.flush()
	first := x.open
	broken.set(browser.ErrQuota)
	parcel := ReadFile("late.txt", []byte("An article that came late.\n"), format.ReadOptions{})
	if _, err := x.Take(parcel, nil); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{parcel.Article, first, parcel.Article} {
		x.show(id)
	}
	waits := func() (n int) {
		x.do(func() error { n = len(x.texts.waiting); return nil })
		return n
	}
	if n := waits(); n != 1 {
		t.Fatalf("%d texts wait for storage, want 1", n)
	}
	broken.set(nil)
	x.Retry()
	x.flush()
	for until := time.Now().Add(10 * time.Second); waits() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("what is stored still waits")
		}
	}
	x.show(first)
	x.show(parcel.Article)
	if _, text, _ := x.Document(); text.String() != "An article that came late.\n" {
		t.Errorf("%q", text.String())
	}
}
