//go:build js

// Command program is the least a page can start: it says that it is there.
package main

import "syscall/js"

func main() {
	root := js.Global().Get("document").Get("documentElement")
	root.Get("dataset").Set("ready", js.Global().Get("document").Call("querySelector", "meta[name=version]").Get("content"))
	select {}
}
