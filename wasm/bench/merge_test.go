//go:build !js

package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"gloss/annotations"
	"gloss/annotations/format"
)

// A merge of as many annotators as there will ever be: each marked ten of a
// hundred articles, a hundred passages in each.
const (
	mergeFiles    = 1000
	mergeArticles = 100
	mergeEach     = 10
	mergePassages = 100
)

// merging measures `gloss merge` as a program of its own: time beside what
// encoding/json takes to decode the same bytes, the most memory beside the size
// of what is written.
func merging(b *bench) {
	dir := b.t.TempDir()
	program := filepath.Join(dir, "gloss")
	if out, err := exec.Command("go", "build", "-o", program, "gloss/wasm").CombinedOutput(); err != nil {
		b.t.Fatalf("%v\n%s", err, out)
	}
	texts := mergeTexts(b)
	var paths []string
	for i := range mergeFiles {
		path := filepath.Join(dir, fmt.Sprintf("%04d.gloss.json", i))
		data, err := format.Write(mergeProject(b, texts, i), format.WriteOptions{})
		if err == nil {
			err = os.WriteFile(path, data, 0o600)
		}
		if err != nil {
			b.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	what := fmt.Sprintf("merge of %d files with %d annotations", mergeFiles, mergeFiles*mergeEach*mergePassages)

	out := filepath.Join(dir, "all.gloss.json")
	cmd := exec.Command(program, append([]string{"merge", "-o", out}, paths...)...)
	start := time.Now()
	if said, err := cmd.CombinedOutput(); err != nil {
		b.t.Fatalf("%v\n%.1000s", err, said)
	}
	took := time.Since(start)
	info, err := os.Stat(out)
	if err != nil {
		b.t.Fatal(err)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	memory := float64(usage.Maxrss) / (1 << 10) // KB, on Linux

	start = time.Now()
	for _, path := range paths {
		var v any
		data, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(data, &v)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	decode := time.Since(start)
	size := float64(info.Size()) / (1 << 20)
	b.add("merge", what, "ms", float64(took.Milliseconds()))
	b.add("merge", "processor time of it", "ms", float64((cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Milliseconds()))
	b.add("merge", "encoding/json decodes the same bytes", "ms", float64(decode.Milliseconds()))
	b.add("merge", "time, as a multiple of that", "×", took.Seconds()/decode.Seconds())
	b.add("merge", "what is written", "MB", size)
	b.add("merge", "most memory", "MB", memory)
	b.add("merge", "memory, as a multiple of what is written", "×", memory/size)
	runtime.KeepAlive(texts)
}

func mergeTexts(b *bench) (out []annotations.Text) {
	for i := range mergeArticles {
		out = append(out, newText(b.t, prose(source(fmt.Sprint("merge", i)), workloads[0].bytes)))
	}
	return out
}

// mergeProject is what one annotator made.
func mergeProject(b *bench, texts []annotations.Text, n int) *annotations.Project {
	by := fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012x", n)
	rs := []annotations.Record{&annotations.Person{Stamp: annotations.Stamp{ID: by, By: by, Version: annotations.Version{{Actor: "a", N: 1}}}, Name: fmt.Sprint("Annotator ", n)}}
	own := map[string]annotations.Text{}
	r := source(by)
	for i := range mergeEach {
		text := texts[(n*mergeEach+i*7)%len(texts)]
		id := text.ID()
		own[id] = text
		rs = append(rs, &annotations.Document{Stamp: annotations.Stamp{ID: id}, Points: text.Points(), Title: "An article"})
		for k := range mergePassages {
			start := r.IntN(text.Points() - 120)
			a := &annotations.Annotation{
				Stamp: annotations.Stamp{
					ID: fmt.Sprintf("urn:uuid:%08x-0000-7000-8000-%012x", n, i*mergePassages+k), By: by,
					Created: 1_767_225_600_000, Version: annotations.Version{{Actor: fmt.Sprint("tab", n), N: 1 + k%3}},
				},
				Target: annotations.TargetOf(id, text, annotations.Span{Start: start, End: start + 10 + r.IntN(100)}),
				Label:  labels[k%len(labels)],
			}
			if k%4 == 0 {
				a.Note = "As the ministry said on Thursday."
			}
			rs = append(rs, a)
		}
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		b.t.Fatal(err)
	}
	p = p.WithTexts(own)
	p.ID = by
	return p
}
