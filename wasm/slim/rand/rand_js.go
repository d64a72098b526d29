package rand

import (
	"io"
	"syscall/js"
)

// Reader reads what Crypto.getRandomValues makes.
var Reader io.Reader = reader{}

// most is how many bytes the browser makes at once (Web Cryptography API,
// section 10.1.1).
const most = 65536

type reader struct{}

// Read fills b, and never fails.
func (reader) Read(b []byte) (int, error) {
	crypto, array := js.Global().Get("crypto"), js.Global().Get("Uint8Array")
	for rest := b; len(rest) > 0; {
		n := min(len(rest), most)
		js.CopyBytesToGo(rest[:n], crypto.Call("getRandomValues", array.New(n)))
		rest = rest[n:]
	}
	return len(b), nil
}

// Read fills b, and never fails.
func Read(b []byte) (int, error) { return Reader.Read(b) }
