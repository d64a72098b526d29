// Package slices stands in for one file of slices in the program that goes to
// the browser. The real one compiles pattern-defeating quicksort and a merge in
// place anew for each type that is sorted, some 12 KB each time; here one merge
// sort of indices serves them all. It is stable, so SortFunc sorts equal
// elements as SortStableFunc does, and structures move once instead of often.
package slices

// pdqsortCmpFunc sorts data[a:b]; SortFunc calls it.
func pdqsortCmpFunc[E any](data []E, a, b, _ int, cmp func(a, b E) int) {
	stableCmpFunc(data[a:b], b-a, cmp)
}

// stableCmpFunc sorts all n elements of data; SortStableFunc calls it.
func stableCmpFunc[E any](data []E, n int, cmp func(a, b E) int) {
	order := sortedOrder(n, func(i, j int32) bool { return cmp(data[i], data[j]) > 0 })
	if order == nil {
		return
	}
	sorted := make([]E, n)
	for to, from := range order {
		sorted[to] = data[from]
	}
	copy(data, sorted)
}

// sortedOrder returns which element belongs at each place, nil when all are in
// theirs. It asks only whether i comes after j.
func sortedOrder(n int, after func(i, j int32) bool) []int32 {
	first := 1
	for first < n && !after(int32(first-1), int32(first)) {
		first++
	}
	if first >= n {
		return nil
	}
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	mergeSort(order, make([]int32, n/2), after)
	return order
}

// short is the length up to which inserting is as fast as merging.
const short = 8

// mergeSort sorts order, with room for half of it.
func mergeSort(order, room []int32, after func(i, j int32) bool) {
	if len(order) <= short {
		insertionSort(order, after)
		return
	}
	half := len(order) / 2
	mergeSort(order[:half], room, after)
	mergeSort(order[half:], room, after)
	if after(order[half-1], order[half]) {
		merge(order, room[:copy(room, order[:half])], order[half:], after)
	}
}

// merge fills order from left and right; right is its own end.
func merge(order, left, right []int32, after func(i, j int32) bool) {
	for k := 0; len(left) > 0; k++ {
		if len(right) > 0 && after(left[0], right[0]) {
			order[k], right = right[0], right[1:]
		} else {
			order[k], left = left[0], left[1:]
		}
	}
}

func insertionSort(order []int32, after func(i, j int32) bool) {
	for i := 1; i < len(order); i++ {
		for j := i; j > 0 && after(order[j-1], order[j]); j-- {
			order[j-1], order[j] = order[j], order[j-1]
		}
	}
}
