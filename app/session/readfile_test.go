package session

import (
	"os"
	"path/filepath"
	"testing"

	"gloss/annotations/format"
)

// No article is taken for a file of annotations, whatever it is written like.
func TestArticlesAreArticles(t *testing.T) {
	files := map[string]string{
		"table.txt":    "Deaths by source\n\nName, number, source\nWire, 35, report\nBrief, 38, officials\n",
		"one.txt":      "One line.",
		"tabs.txt":     "Where\tWhen\nAktau\tDecember\nBaku\tJanuary\n",
		"columns.txt":  "The O\nplane O\nfell O\nnear O\nAktau B-place\n\nIt is a poem.\n",
		"brackets.txt": "[1] A note\n{2} Another\n",
		"page.html":    "<html><body><h1>Title</h1><p>{\"text\": \"x\", \"label\": []}</p></body></html>",
		"code.md":      "# Title\n\n```json\n{\"text\": \"x\", \"spans\": []}\n```\n",
		"numbers.txt":  "1\n2\n3\n",
	}
	for _, pattern := range []string{"../../assets/library/*.txt", "../../../shared/articles/*.txt"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(data)
		}
	}
	for name, data := range files {
		if p := ReadFile(name, []byte(data), format.ReadOptions{}); p.Err != nil || p.Article == "" {
			t.Errorf("%s: article %q, read as %q, %v", name, p.Article, p.Report.Format, p.Err)
		}
	}
}
