//go:build !js

package browsertest

import (
	"fmt"
	"slices"
	"strings"
)

// Console returns the warnings and errors on the console since the browser
// was started, one a line: what pages logged by console.error and
// console.warn, uncaught errors, and the browser's own, such as violations of
// the content security policy.
func (b *Browser) Console() []string {
	b.t.Helper()
	lines, err := b.console()
	b.check(err, "console")
	return lines
}

// recent returns the last lines of the console, at most n, or none when they
// cannot be had.
func (b *Browser) recent(n int) []string {
	lines, _ := b.console()
	return lines[max(0, len(lines)-n):]
}

func (b *Browser) console() ([]string, error) {
	if b.proto == nil {
		return b.logged, errGone
	}
	var err error
	switch b.Kind {
	case Chromium:
		err = b.chromiumConsole()
	case Firefox:
		err = b.marionette().privileged(firefoxConsole, &b.logged)
	case WebKit:
		b.logged = webkitConsole(b.process.lines(1000))
	}
	return slices.Clone(b.logged), err
}

// chromiumConsole appends what is new: the log is emptied by reading it.
func (b *Browser) chromiumConsole() error {
	var entries []struct{ Level, Message string }
	if err := b.proto.send(readLog, params{"type": "browser"}, &entries); err != nil {
		return err
	}
	for _, e := range entries {
		if e.Level == "SEVERE" || e.Level == "WARNING" {
			b.logged = append(b.logged, fmt.Sprintf("%s: %s", e.Level, e.Message))
		}
	}
	return nil
}

// firefoxConsole reads both of Firefox's logs: the calls of console.error and
// console.warn, and the errors that have a category of content.
const firefoxConsole = `const lines = [];
	const calls = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).getEvents();
	for (const call of calls)
		if ((call.level === "error" || call.level === "warn") && /^https?:/.test(call.filename || call.innerID && "http:"))
			lines.push([call.timeStamp, call.level + ": " + call.arguments.map(String).join(" ")]);
	for (const m of Services.console.getMessageArray())
		if (m instanceof Ci.nsIScriptError && (m.innerWindowID || /content|CSP|Security/.test(m.category)))
			lines.push([m.timeStamp, (m.flags & Ci.nsIScriptError.warningFlag ? "warn: " : "error: ") + m.errorMessage]);
	return lines.sort((a, b) => a[0] - b[0]).map(line => line[1]);`

// webkitConsole picks the console messages from the output of MiniBrowser.
func webkitConsole(output []string) []string {
	var lines []string
	for _, line := range output {
		if strings.HasPrefix(line, "CONSOLE ") && (strings.Contains(line, " ERROR ") || strings.Contains(line, " WARN ")) {
			lines = append(lines, line)
		}
	}
	return lines
}
