package agreement

import (
	"hash/fnv"
	"reflect"
	"testing"
)

// Every measure has its key, and the key leads to it.
func TestKeys(t *testing.T) {
	var s Scores
	v := reflect.ValueOf(&s).Elem()
	if v.NumField() != len(Keys) {
		t.Fatalf("%d measures, %d keys", v.NumField(), len(Keys))
	}
	for i, key := range Keys {
		field := v.Type().Field(i)
		if field.Tag.Get("json") != key || s.Get(key) != v.Field(i).Addr().Interface() {
			t.Errorf("%s is not found by %q", field.Name, key)
		}
	}
	if s.Get("kappa") != nil {
		t.Error("a measure nobody knows")
	}
}

func TestSeed(t *testing.T) {
	docs := []Document{{ID: "a"}, {ID: "bc"}}
	h := fnv.New64a()
	h.Write([]byte("a"))
	want := h.Sum64()
	h.Reset()
	h.Write([]byte("bc"))
	if want += h.Sum64(); Seed(docs) != want || Seed([]Document{docs[1], docs[0]}) != want {
		t.Error(Seed(docs), want)
	}
}
