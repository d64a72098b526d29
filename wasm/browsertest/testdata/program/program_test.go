//go:build js

// Package program is run in browsers by the test of RunWasm.
package program

import (
	"fmt"
	"os"
	"syscall/js"
	"testing"
	"time"
)

func TestPage(*testing.T) {
	fmt.Printf("env=%s secure=%v script=%v\n", os.Getenv("GREETING"),
		js.Global().Get("isSecureContext").Bool(), js.Global().Get("fromScript").Truthy())
}

func TestFail(t *testing.T) {
	fmt.Print("as it should\n")
	t.FailNow()
}

func TestPanic(*testing.T) {
	js.Global().Call("setTimeout", js.FuncOf(func(js.Value, []js.Value) any { panic("in a callback") }), 10)
	time.Sleep(time.Minute)
}

func TestHang(*testing.T) { select {} }
