//go:build !js

package browsertest

import (
	"fmt"
	"regexp"
	"slices"
)

// Console returns the warnings and errors on the console since the browser
// was started, one each: what pages logged by console.error and console.warn,
// uncaught errors, and the browser's own complaints, such as violations of the
// content security policy. WebKit keeps no console when it is driven; there it
// is what came after the load event of a page opened by Open or Reload.
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
		err = b.firefoxConsole()
	case WebKit:
		err = b.webkitConsole()
	}
	return slices.Clone(b.logged), err
}

// chromiumConsole appends what is new: the log is emptied by reading it.
func (b *Browser) chromiumConsole() error {
	var entries []struct{ Level, Message string }
	if err := b.send(readLog, params{"type": "browser"}, &entries); err != nil {
		return err
	}
	for _, e := range entries {
		if e.Level == "SEVERE" || e.Level == "WARNING" {
			b.logged = append(b.logged, fmt.Sprintf("%s: %s", e.Level, e.Message))
		}
	}
	return nil
}

// firefoxConsole reads both of Firefox's logs anew: the errors, and the calls
// of the console, which a preference sends to the output. The order between
// the two is lost.
func (b *Browser) firefoxConsole() error {
	var lines []string
	if err := b.privileged(firefoxErrors, &lines); err != nil {
		return err
	}
	for _, line := range b.process.lines(1000) {
		if fromPage.MatchString(line) {
			lines = append(lines, line)
		}
	}
	b.logged = lines
	return nil
}

// fromPage tells what a page has logged from what parts of Firefox itself
// have, which put their name and a colon in front.
var fromPage = regexp.MustCompile(`^console\.(error|warn): [^A-Za-z]|^console\.(error|warn): \w+$`)

// firefoxErrors lists the messages that have a page as their source.
const firefoxErrors = `return Services.console.getMessageArray()
	.filter(m => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.infoFlag) &&
		(/^(https?|blob):/.test(m.sourceName) || /^(CSP|Security)/.test(m.category)))
	.map(m => (m.flags & Ci.nsIScriptError.warningFlag ? "warning: " : "error: ") +
		m.errorMessage + " (" + m.sourceName + ":" + m.lineNumber + ")");`

// webkitConsole takes what the page has recorded.
func (b *Browser) webkitConsole() error {
	var lines []string
	err := b.TryEval(`return window[Symbol.for("browsertest")]?.splice(0) ?? []`, &lines)
	b.logged = append(b.logged, lines...)
	return err
}

// record makes a page of WebKit keep its console.
func (b *Browser) record() error {
	return b.TryEval(`if (window[Symbol.for("browsertest")]) return;
		const lines = window[Symbol.for("browsertest")] = [];
		for (const level of ["error", "warn"]) {
			const log = console[level];
			console[level] = (...args) => { lines.push("console." + level + ": " + args.map(String).join(" ")); log.apply(console, args) };
		}
		addEventListener("error", e => lines.push("error: " + (e.error ?? e.message)));
		addEventListener("unhandledrejection", e => lines.push("unhandled rejection: " + e.reason));
		addEventListener("securitypolicyviolation", e =>
			lines.push("security policy: " + e.effectiveDirective + " refused " + e.blockedURI));`, nil)
}
