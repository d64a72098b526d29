// Command program uses what a program needs its table of functions for: it
// collects garbage below deep stacks, recovers, names its callers, and fails.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		runtime.GC()
		return nil
	}
	return &tree{grow(depth - 1), grow(depth - 2*depth%2 - 1)}
}

func (t *tree) size() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.size() + t.right.size()
}

func recovered() (v any) {
	defer func() { v = recover() }()
	var none map[string]int
	none["a"]++
	return nil
}

func caller() string {
	pc, _, _, _ := runtime.Caller(1)
	return runtime.FuncForPC(pc).Name()
}

func main() {
	fmt.Println(grow(8).size(), recovered(), caller())
	done := make(chan string)
	go func() { done <- strings.Repeat("x", grow(4).size()) }()
	fmt.Println(<-done)
	fail(nil)
}

//go:noinline
func fail(t *tree) { t.left = nil }
