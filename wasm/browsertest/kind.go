//go:build !js

package browsertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Kind names a browser.
type Kind string

// The browsers that can be driven.
const (
	Chromium Kind = "chromium"
	Firefox  Kind = "firefox"
	WebKit   Kind = "webkit"
)

var kinds = []Kind{Chromium, Firefox, WebKit}

// programs are the parts of each browser: for every part, the names or path
// patterns under which distributions install it, the first found wins.
var programs = map[Kind]map[string][]string{
	Chromium: {
		"browser": {"chromium", "chromium-browser", "google-chrome"},
		"driver":  {"chromedriver"},
	},
	Firefox: {
		"browser": {"firefox-esr", "firefox"},
	},
	WebKit: {
		"browser": {
			"MiniBrowser",
			"/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/lib/*/webkitgtk-6.0/MiniBrowser",
			"/usr/libexec/webkit2gtk-4.1/MiniBrowser", "/usr/libexec/webkitgtk-6.0/MiniBrowser",
		},
		"driver":  {"WebKitWebDriver"},
		"display": {"Xvfb"},
	},
}

// find returns the paths of a browser's parts, or says which one is missing.
func find(k Kind) (map[string]string, error) {
	parts, ok := programs[k]
	if !ok {
		return nil, fmt.Errorf("no browser is called %q", k)
	}
	found := map[string]string{}
	for part, names := range parts {
		if found[part] = lookUp(names); found[part] == "" {
			return nil, fmt.Errorf("%s is not installed: looked for its %s as %s", k, part, strings.Join(names, ", "))
		}
	}
	return found, nil
}

func lookUp(names []string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
		if paths, _ := filepath.Glob(name); len(paths) > 0 {
			return paths[0]
		}
	}
	return ""
}

// EachKind runs f as a subtest for every browser that GLOSS_BROWSERS asks for
// (see the package documentation).
func EachKind(t *testing.T, f func(t *testing.T, k Kind)) {
	t.Helper()
	wanted, required, err := selection(os.Getenv("GLOSS_BROWSERS"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		t.Run(string(k), func(t *testing.T) {
			if testing.Short() {
				t.Skip("browsers are not started with -short")
			}
			if !slices.Contains(wanted, k) {
				t.Skipf("GLOSS_BROWSERS does not name %s", k)
			}
			if _, err := find(k); err != nil && required {
				t.Fatal(err)
			} else if err != nil {
				t.Skip(err)
			}
			f(t, k)
		})
	}
}

// Each is EachKind with a browser of default Options started.
func Each(t *testing.T, f func(t *testing.T, b *Browser)) {
	t.Helper()
	EachKind(t, func(t *testing.T, k Kind) { f(t, Start(t, Options{Kind: k})) })
}

// selection reads the value of GLOSS_BROWSERS: the browsers to run, and
// whether a missing one is an error.
func selection(value string) (wanted []Kind, required bool, err error) {
	switch value {
	case "":
		return kinds, false, nil
	case "all":
		return kinds, true, nil
	case "none":
		return nil, true, nil
	}
	for name := range strings.SplitSeq(value, ",") {
		k := Kind(strings.TrimSpace(name))
		if !slices.Contains(kinds, k) {
			return nil, false, fmt.Errorf("GLOSS_BROWSERS=%s: no browser is called %q", value, k)
		}
		wanted = append(wanted, k)
	}
	return wanted, true, nil
}
