//go:build !js

package browsertest

import "testing"

// Plain is a browser that nobody drives: it shows one page, which reports to
// the server of the test by requests of its own. It is what tests of
// persistence need that are to run in WebKit too, whose driven sessions store
// nothing.
type Plain struct{ running }

// StartPlain starts a browser on a page. With Options.Profile from ProfileDir
// a test can kill it and start it again on what it has stored. It is killed
// when the test ends.
//
//	profile := browsertest.ProfileDir(t)
//	p := browsertest.StartPlain(t, browsertest.Options{Kind: k, Profile: profile}, url+"/write")
//	<-acknowledged // by a handler of the test's server
//	p.Kill()
//	p = browsertest.StartPlain(t, browsertest.Options{Kind: k, Profile: profile}, url+"/read")
func StartPlain(t testing.TB, o Options, url string) *Plain {
	t.Helper()
	programs, err := find(o.Kind)
	if err != nil {
		t.Fatal(err)
	}
	p := &Plain{}
	t.Cleanup(func() {
		p.explain(t)
		p.end()
	})
	f := newFolders(t, o)
	if o.Kind == Firefox {
		warmUp(t, programs, o, f)
	}
	if err := p.launch(programs, f, o, url); err != nil {
		t.Fatalf("start %s: %v", o.Kind, err)
	}
	return p
}

func (p *Plain) launch(programs map[string]string, f folders, o Options, url string) (err error) {
	var args []string
	env := f.environment(o.Headed)
	switch o.Kind {
	case Chromium:
		// Without a debugging port the headless Chromium would print the
		// page and end.
		args = append(chromiumArgs(f, o), "--remote-debugging-port=0", url)
	case Firefox:
		err = writePreferences(f, o)
		args = firefoxArgs(f, o.Headed, url)
	case WebKit:
		args = []string{url}
		env, err = p.webkitEnvironment(programs, f, o)
	}
	if err != nil {
		return err
	}
	p.process, err = run(f.log("browser"), env, nil, programs["browser"], args...)
	return err
}

// Kill ends all processes of the browser at once with SIGKILL, as a power cut
// would. It may be called from any goroutine, but from one at a time.
func (p *Plain) Kill() { p.end() }
