package surface

// batch is a number of blocks to be painted in one call of the script: ints
// are the count of blocks, then for each its index, its count of pieces, and
// for each piece its length and three places in the table of strings.
type batch struct {
	ints  []int32
	table []string
	place map[string]int32
}

func newBatch() *batch {
	return &batch{ints: []int32{0}, table: []string{""}, place: map[string]int32{"": 0}}
}

func (b *batch) add(block int, pieces []piece) {
	b.ints[0]++
	b.ints = append(b.ints, int32(block), int32(len(pieces)))
	for _, p := range pieces {
		b.ints = append(b.ints, int32(p.units), b.find(p.style), b.find(p.ids), b.find(p.details))
	}
}

func (b *batch) find(s string) int32 {
	i, ok := b.place[s]
	if !ok {
		i = int32(len(b.table))
		b.table = append(b.table, s)
		b.place[s] = i
	}
	return i
}
