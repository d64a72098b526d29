//go:build !js

package browsertest

import (
	"encoding/json"
	"time"
)

// commandTimeout bounds one command, and longer than any timeout that we ask
// the browser to keep itself, so that its own message is the one we see.
const (
	commandTimeout = 60 * time.Second
	scriptTimeout  = 50 * time.Second
)

// protocol carries commands to a browser: W3C WebDriver, or Marionette, which
// has the same commands under other names over a socket.
type protocol interface {
	// send carries out a command and decodes its value into out, unless out
	// is nil.
	send(c command, p params, out any) error
	// close ends the session, and with it normally the browser.
	close() error
}

// command is one command in both languages: the method and the path below
// /session/ID/ of WebDriver (https://www.w3.org/TR/webdriver2/#endpoints),
// where {id} stands for the parameter of that name, and the name in
// Marionette.
type command struct{ method, path, name string }

type params map[string]any

var (
	setTimeouts  = command{"POST", "timeouts", "WebDriver:SetTimeouts"}
	navigate     = command{"POST", "url", "WebDriver:Navigate"}
	refresh      = command{"POST", "refresh", "WebDriver:Refresh"}
	executeAsync = command{"POST", "execute/async", "WebDriver:ExecuteAsyncScript"}
	perform      = command{"POST", "actions", "WebDriver:PerformActions"}
	findElement  = command{"POST", "element", "WebDriver:FindElement"}
	sendKeys     = command{"POST", "element/{id}/value", "WebDriver:ElementSendKeys"}
	screenshot   = command{"GET", "screenshot", "WebDriver:TakeScreenshot"}
	getRect      = command{"GET", "window/rect", "WebDriver:GetWindowRect"}
	setRect      = command{"POST", "window/rect", "WebDriver:SetWindowRect"}
	newWindow    = command{"POST", "window/new", "WebDriver:NewWindow"}
	getWindow    = command{"GET", "window", "WebDriver:GetWindowHandle"}
	setWindow    = command{"POST", "window", "WebDriver:SwitchToWindow"}
)

// elementKey is the name under which WebDriver wraps an element's id.
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

// unwrap returns v of {"value": v}, in which Marionette packs most results.
func unwrap(raw json.RawMessage) json.RawMessage {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) == nil && len(object) == 1 && object["value"] != nil {
		return object["value"]
	}
	return raw
}

func decode(raw json.RawMessage, out any) error {
	if out == nil || len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, out)
}
