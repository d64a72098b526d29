package browser

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// jsPack lays out rows as the shim does.
func jsPack(rows []Row) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(rows)))
	var text strings.Builder
	for _, r := range rows {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(r.Key)))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(r.Value)))
		text.WriteString(r.Key + r.Value)
	}
	return append(out, text.String()...)
}

func TestUnpackRows(t *testing.T) {
	rows := []Row{{Texts, "a", "\uFEFF1"}, {Texts, "bb", ""}, {Texts, "c", "ä😀"}}
	got := unpackRows(nil, Texts, jsPack(rows[:2]))
	got = unpackRows(got, Texts, jsPack(nil))
	got = unpackRows(got, Texts, jsPack(rows[2:]))
	if fmt.Sprint(got) != fmt.Sprint(rows) {
		t.Errorf("%q", got)
	}
}

func TestPackBatch(t *testing.T) {
	got := packBatch(Batch{
		Puts:    []Row{{Texts, "k", "\uFEFFä"}, {Blobs, "key", ""}},
		Deletes: []Ref{{Journal, "gone"}},
	})
	var numbers []uint32
	for len(numbers) < 10 {
		numbers = append(numbers, binary.LittleEndian.Uint32(got))
		got = got[4:]
	}
	if want := "[3 2 4 0 1 1 6 4 3 1]"; fmt.Sprint(numbers) != want {
		t.Errorf("numbers %v, want %s", numbers, want)
	}
	if want := "gonek\uFEFFäkey"; string(got) != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestMerge(t *testing.T) {
	put := func(key, value string) Batch { return Batch{Puts: []Row{{Records, key, value}}} }
	del := func(key string) Batch { return Batch{Deletes: []Ref{{Records, key}}} }
	for _, test := range []struct {
		name    string
		batches []Batch
		want    string
	}{
		{"one", []Batch{put("a", "1")}, "{[{records a 1}] []}"},
		{"last put counts", []Batch{put("a", "1"), put("a", "2")}, "{[{records a 2}] []}"},
		{"put, then deleted", []Batch{put("a", "1"), del("a")}, "{[] [{records a}]}"},
		{"deleted, then put", []Batch{del("a"), put("a", "1")}, "{[{records a 1}] []}"},
		{"of other tables", []Batch{put("a", "1"), {Deletes: []Ref{{Meta, "a"}}}}, "{[{records a 1}] [{meta a}]}"},
		{"order of first touch", []Batch{put("b", "1"), put("a", "1"), put("b", "2")}, "{[{records b 2} {records a 1}] []}"},
	} {
		if got := fmt.Sprint(merge(test.batches)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
