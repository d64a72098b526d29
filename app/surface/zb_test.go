//go:build !js

package surface

import ("fmt";"testing";"math/rand";"strings";"gloss/annotations")

func BenchmarkPieces(b *testing.B) {
	text, _ := annotations.NewText(strings.Repeat(strings.Repeat("crash plane ", 42)[:499]+"\n", 2000))
	var ms []Mark
	for i := range 10000 { st := rand.Intn(999000); ms = append(ms, Mark{ID: fmt.Sprintf("018f3c2e-0000-7000-8000-%012d", i), Label: "claim", Mine: true, Parts: []annotations.Span{{Start: st, End: st+20+rand.Intn(80)}}}) }
	sh := newSheet(text, text.Layout(nil), nil); m := newMarks(sh, ms)
	yes := func(string) bool { return true }
	b.ReportAllocs()
	for b.Loop() { bt := newBatch(); for i := range sh.blocks { bt.add(i, m.pieces(i, yes)) } }
}
