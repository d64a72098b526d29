//go:build !js

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPairsCommand(t *testing.T) {
	file := answered(t)
	table, _ := command(t, 0, "pairs", file)
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	if len(lines) < 2 || !strings.HasPrefix(lines[0], "premise\thypothesis\tlabel\tsplit\t") {
		t.Fatal(table)
	}
	for _, line := range lines {
		if strings.Count(line, "\t") != 9 {
			t.Errorf("%q", line)
		}
	}
	if !strings.Contains(table, "35 passengers and three crew\tAt least 40\tcontradiction\t") && !strings.Contains(table, "At least 40\t35 passengers and three crew\tcontradiction\t") {
		t.Error(table)
	}
	out, _ := command(t, 0, "pairs", "--json", file, file)
	if n := strings.Count(out, "\n"); n != len(lines)-1 {
		t.Errorf("%d lines of JSON, %d in the table", n, len(lines)-1)
	}
	var pair map[string]any
	first, _, _ := strings.Cut(out, "\n")
	if err := json.Unmarshal([]byte(first), &pair); err != nil || pair["offset_unit"] != "code point" {
		t.Fatal(err, first)
	}
	parts := 0
	for _, split := range []string{"train", "dev", "test"} {
		some, _ := command(t, 0, "pairs", "--json", "--split", split, file)
		parts += len(some)
	}
	if parts != len(out) {
		t.Error("the splits are not the whole")
	}
	to := filepath.Join(t.TempDir(), "claims.json")
	command(t, 0, "pairs", "--averitec", "-o", to, file)
	data, err := os.ReadFile(to)
	var claims []map[string]any
	if err != nil || json.Unmarshal(data, &claims) != nil || len(claims) == 0 {
		t.Errorf("%v %s", err, data)
	}
	if none, _ := command(t, 0, "pairs", "--clusters", file); none != "" {
		t.Error(none)
	}
	command(t, 1, "pairs", filepath.Join(t.TempDir(), "none.json"))
	command(t, 2, "pairs", "--json", "--averitec", file)
	command(t, 2, "pairs")
}
