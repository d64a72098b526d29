//go:build !js

package browsertest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// script wraps the body of an async function for the async form of execute,
// whose last argument is the callback. The result is packed, so that an error
// of the page's is told from one of the protocol's.
const script = `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
(async () => {%s
})().then(value => done({value: value === undefined ? null : value, error: ""}),
	error => done({value: null, error: String(error)}));`

// Eval runs the body of an async JavaScript function in the page and decodes
// what it returns, as JSON, into out, unless out is nil. A null or undefined
// result leaves out as it was. The arguments, passed as JSON, are args[0],
// args[1], … (arguments[0], … outside functions of its own). No content
// security policy stands in its way. Of the page it sees what window has: not
// what its scripts declare by let, const or class, which Firefox hides.
//
//	b.Eval(`return document.querySelectorAll(args[0]).length`, &n, "mark")
func (b *Browser) Eval(body string, out any, args ...any) {
	b.t.Helper()
	b.check(b.TryEval(body, out, args...), "eval %s", shorten(body))
}

// TryEval is Eval for scripts that may fail; err says what they threw.
func (b *Browser) TryEval(body string, out any, args ...any) error {
	var result struct {
		Value json.RawMessage
		Error string
	}
	p := params{"script": fmt.Sprintf(script, body), "args": append([]any{}, args...)}
	if b.Kind == Firefox {
		p["sandbox"] = nil // the page's own global scope, not a copy of it
	}
	if err := b.send(executeAsync, p, &result); err != nil {
		return err
	}
	if result.Error != "" {
		return fmt.Errorf("the script threw %s", result.Error)
	}
	return decode(result.Value, out)
}

// Wait waits until a JavaScript expression, which may await, is true. When it
// is not within the timeout the test fails, with what the console says.
func (b *Browser) Wait(expression string, timeout time.Duration, args ...any) {
	b.t.Helper()
	b.check(b.TryWait(expression, timeout, args...), "wait")
}

// TryWait is Wait for conditions that may stay untrue. An expression that
// throws counts as untrue: the page may be between two documents.
func (b *Browser) TryWait(expression string, timeout time.Duration, args ...any) error {
	const interval = 20 * time.Millisecond
	var ok bool
	var err error
	for deadline := time.Now().Add(timeout); ; time.Sleep(interval) {
		err = b.TryEval("return !!(await (\n"+expression+"\n))", &ok, args...)
		if ok && err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			break
		}
	}
	return b.untrue(expression, timeout, err)
}

func (b *Browser) untrue(expression string, timeout time.Duration, cause error) error {
	said := ""
	if lines := b.recent(10); len(lines) > 0 {
		said = "; console:\n\t" + strings.Join(lines, "\n\t")
	}
	if cause != nil {
		return fmt.Errorf("still not true after %v: %s: %w%s", timeout, shorten(expression), cause, said)
	}
	return fmt.Errorf("still not true after %v: %s%s", timeout, shorten(expression), said)
}

// shorten keeps a whole library that is passed to Eval out of the messages.
func shorten(source string) string {
	const limit = 300
	if runes := []rune(source); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return source
}
