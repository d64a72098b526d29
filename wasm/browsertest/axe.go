//go:build !js

package browsertest

import (
	"os"
	"path/filepath"
	"testing"
)

// Axe returns the program of axe-core, the checker of accessibility, from the
// folder build at the root of the repository, where `.ci/axe` puts it; a page
// that evaluates it has the global axe. Nothing is fetched by a test. Where it
// is missing the test is skipped, but for CI, which has to have it.
func Axe(t testing.TB, root string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "build", "axe-*", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 && os.Getenv("CI") == "true" {
		t.Fatal("axe-core is missing, which .ci/axe fetches")
	}
	if len(found) == 0 {
		t.Skip("accessibility was not checked: axe-core is missing, which .ci/axe fetches")
	}
	script, err := os.ReadFile(found[len(found)-1])
	if err != nil {
		t.Fatal(err)
	}
	return "const module = {exports: {}};\n" + string(script) + "\nglobalThis.axe = module.exports"
}
