package browser_test

import (
	"testing"

	"gloss/app/browser"
	"gloss/app/browser/storagetest"
)

func TestMemoryStore(t *testing.T) {
	storagetest.Run(t, browser.NewOrigin().Tab().Open)
}
