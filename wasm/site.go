//go:build !js

package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"text/tabwriter"

	"gloss/app/site"
)

// newSite puts a site together from what the flags name; "" stands for what is
// built in.
func newSite(e *env, wasm, articles, base string) (*site.Site, error) {
	p, err := program(wasm)
	if err != nil {
		return nil, err
	}
	o := site.Options{Program: p, Base: base, Log: e.warn}
	if articles != "" {
		if o.Articles, err = articlesDir(articles); err != nil {
			return nil, err
		}
	}
	return site.New(o)
}

func articlesDir(dir string) (fs.FS, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("articles: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("articles: %s: not a folder", dir)
	}
	return os.DirFS(dir), nil
}

type buildCmd struct {
	Out      string `required:"" placeholder:"DIR" help:"The folder to write to; files there are replaced, others left."`
	Base     string `default:"/" placeholder:"/path/" help:"The path the site will live at."`
	Articles string `placeholder:"DIR" help:"Start with the .txt, .html and .md files of this folder instead of the built-in articles."`
	Wasm     string `placeholder:"FILE" help:"The compiled app, with wasm_exec.js beside it, instead of the built-in one."`
	Cache    string `placeholder:"DIR" help:"Remember compressed files here, to be fast the next time."`
	Fast     bool   `help:"Compress large files quickly and less well."`
}

func (c buildCmd) Run(e *env) error {
	s, err := newSite(e, c.Wasm, c.Articles, c.Base)
	if err != nil {
		return err
	}
	if err := s.Compress(site.Encoder{Cache: c.Cache, Fast: c.Fast, Progress: progress(e.stderr)}); err != nil {
		return err
	}
	if err := s.Write(c.Out); err != nil {
		return err
	}
	e.printf("%s: Gloss %s for %s\n", c.Out, s.Version, s.Base)
	return nil
}

// budget is the most the whole app may weigh over the wire, in bytes.
const budget = 2_000_000

type sizeCmd struct {
	Wasm   string `placeholder:"FILE" help:"The compiled app, with wasm_exec.js beside it, instead of the built-in one."`
	Cache  string `placeholder:"DIR" help:"Remember compressed files here, to be fast the next time."`
	Budget int    `default:"${budget}" help:"The most the brotli total may be, in bytes."`
}

func (c sizeCmd) Run(e *env) error {
	s, err := newSite(e, c.Wasm, "", "/")
	if err != nil {
		return err
	}
	if err := s.Compress(site.Encoder{Cache: c.Cache, Progress: progress(e.stderr)}); err != nil {
		return err
	}
	total := printSizes(e.stdout, s.Sizes())
	if total.Brotli > c.Budget {
		return fmt.Errorf("gloss: size: %d bytes with brotli, the budget is %d", total.Brotli, c.Budget)
	}
	return nil
}

// printSizes prints a table in bytes and returns its last row.
func printSizes(w io.Writer, sizes []site.Size) site.Size {
	total := site.Size{Name: "total"}
	for _, z := range sizes {
		total.Raw += z.Raw
		total.Gzip += z.Gzip
		total.Brotli += z.Brotli
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "raw\tgzip\tbrotli\t  file")
	for _, z := range append(sizes, total) {
		fmt.Fprintf(t, "%d\t%d\t%d\t  %s\n", z.Raw, z.Gzip, z.Brotli, z.Name)
	}
	_ = t.Flush()
	return total
}

// progress shows how far compression has come: counting up on a terminal, one
// line a file elsewhere.
func progress(w io.Writer) func(name string, percent int) {
	f, ok := w.(*os.File)
	terminal := ok && isTerminal(f)
	return func(name string, percent int) {
		switch {
		case terminal && percent < 100:
			fmt.Fprintf(w, "\rcompressing %s: %2d %%", name, percent)
		case terminal:
			fmt.Fprintf(w, "\rcompressing %s: done\n", name)
		case percent == 0:
			fmt.Fprintf(w, "compressing %s\n", name)
		}
	}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
