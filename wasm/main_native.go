//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"gloss/annotations/format"
)

// cli is the command line, one field a command.
type cli struct {
	Serve    serveCmd    `cmd:"" help:"Serve Gloss on this machine."`
	Build    buildCmd    `cmd:"" help:"Write Gloss as a static site, for any web host."`
	Validate validateCmd `cmd:"" help:"Check project files."`
	Import   importCmd   `cmd:"" help:"Make a project file of articles and annotations in any format."`
	Export   exportCmd   `cmd:"" help:"Write a project in another format, or in all of them."`
	Merge    mergeCmd    `cmd:"" help:"Make one project file of many, in any order."`
	Stats    statsCmd    `cmd:"" help:"Count what files hold."`
	Agree    agreeCmd    `cmd:"" help:"Measure how far annotators agree."`
	Cases    casesCmd    `cmd:"" help:"List the passages where annotators overlap, and what they differ in."`
	Gold     goldCmd     `cmd:"" help:"Write what stands after review, with everybody's votes beside it."`
	Feedback feedbackCmd `cmd:"" help:"Write what became of an annotator's work, as a page to send back."`
	Board    boardCmd    `cmd:"" help:"Show what each source says to each question, and where sources conflict."`
	Pairs    pairsCmd    `cmd:"" help:"Write passages that contradict each other or follow from each other, for training."`
	Size     sizeCmd     `cmd:"" help:"Show what a first visit downloads; fail when it is over the budget."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
	Pack     packCmd     `cmd:"" hidden:"" help:"Prepare a compiled program for embedding (used by make)."`
}

const about = `Annotate news articles as claim, fact and opinion, link them and compare them, in the browser and without a server.

Examples:
  gloss serve                                 the built-in articles, at http://127.0.0.1:8000/
  gloss serve --articles DIR                  your own .txt, .html and .md files
  gloss build --out public --base /gloss/     a static site to live at https://example.org/gloss/
  gloss validate ana.gloss.json               says what is wrong, one line a fault
  gloss validate - < ana.gloss.json           the same, from standard input
  gloss import news/*.txt news/*.ann -o p.gloss.json      a project of brat's files; others alike
  gloss export --format conll p.gloss.json -o p.conll     for training; --all -o p.zip writes every format
  gloss merge ana.gloss.json ben.gloss.json -o all.gloss.json
  gloss stats all.gloss.json                  who marked how much
  gloss agree ana.gloss.json ben.gloss.json   how far they agree; --json for programs
  gloss cases ana.gloss.json ben.gloss.json --state disputed     where they do not
  gloss gold all.gloss.json --agreed -o gold.gloss.json          what stands in the end
  gloss feedback all.gloss.json --for Ana -o ana.html            what became of Ana's work
  gloss board all.gloss.json --html -o board.html                what the sources say, and where they conflict
  gloss pairs all.gloss.json --json -o pairs.jsonl               contradictions and entailments, for training

Faults go to standard error as "file: path: what". Exit status: 0 all is well, 1 something is wrong, 2 the command line is.`

// env is what a command works with besides its own flags.
type env struct {
	ctx    context.Context // ends with the first interrupt
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

func (e *env) printf(format string, args ...any) { fmt.Fprintf(e.stdout, format, args...) }

// warn prints one line to standard error.
func (e *env) warn(line string) { fmt.Fprintln(e.stderr, line) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(os.Args[1:], &env{ctx, os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// run parses and runs a command line and returns the exit status.
func run(args []string, e *env) int {
	const wellDone, wrong, misused = 0, 1, 2
	exit := -1
	var c cli
	parser := kong.Must(&c, kong.Name("gloss"), kong.Description(about), kong.Writers(e.stdout, e.stderr),
		kong.Exit(func(code int) { exit = code }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{
			"budget": fmt.Sprint(budget), "units": strings.Join(format.Units, ", "), "formats": formatKeys(),
			"tags": strings.Join(format.Tags, ","), "tag": format.Tags[0], "overlaps": strings.Join(format.Overlaps, ","), "overlap": format.Overlaps[0],
		})
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	switch {
	case exit >= 0: // --help has been printed
		return exit
	case err != nil:
		e.warn("gloss: " + err.Error() + " (gloss --help tells more)")
		return misused
	}
	if err := command.Run(e); err != nil {
		if !errors.Is(err, errReported) {
			e.warn(err.Error())
		}
		return wrong
	}
	return wellDone
}

// errReported is returned when what is wrong has already been printed.
var errReported = errors.New("reported")

type versionCmd struct{}

func (versionCmd) Run(e *env) error {
	s, err := newSite(e, "", "", "/")
	version := "without the browser program"
	if err == nil {
		version = s.Version
	}
	e.printf("gloss %s (%s %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}
