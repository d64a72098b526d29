//go:build !js

package browsertest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// process is a program running in a process group of its own. What it starts
// stays in the group, so that ending the group ends all of it; the crash
// handlers of Chromium and Firefox leave it, but end with their browser.
type process struct {
	cmd    *exec.Cmd
	output string         // file with its standard output and error
	exited chan struct{}  // closed when the first process of the group has ended
	guard  io.WriteCloser // see watch
}

// run starts a program with exactly the environment given, its output going
// to the file output. Files in extra become its descriptors 3, 4, ….
func run(output string, env []string, extra []*os.File, program string, args ...string) (*process, error) {
	out, err := os.OpenFile(output, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = env, out, out, extra
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(program), err)
	}
	p := &process{cmd: cmd, output: output, exited: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // how it ended does not matter: what it did is asked for by protocol
		close(p.exited)
	}()
	if p.guard, err = watch(cmd.Process.Pid); err != nil {
		p.kill()
		return nil, err
	}
	return p, nil
}

// kill ends the whole group at once, as a power cut would, and returns when
// none of it is running any more.
func (p *process) kill() {
	killGroup(p.cmd.Process.Pid)
	<-p.exited
	for deadline := time.Now().Add(3 * time.Second); groupAlive(p.cmd.Process.Pid) && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if p.guard != nil {
		_, _ = io.WriteString(p.guard, "over\n")
		_ = p.guard.Close()
		p.guard = nil
	}
}

// stop asks the first process to end, waits for it at most grace, and kills
// what is left of the group.
func (p *process) stop(grace time.Duration) {
	_ = terminate(p.cmd.Process)
	p.wait(grace)
	p.kill()
}

// wait reports whether the first process ended within d.
func (p *process) wait(d time.Duration) bool {
	select {
	case <-p.exited:
		return true
	case <-time.After(d):
		return false
	}
}

// lines returns the last lines of the output, at most n.
func (p *process) lines(n int) []string {
	text, err := os.ReadFile(p.output)
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	return lines[max(0, len(lines)-n):]
}

// running is what a browser consists of.
type running struct {
	process *process // the driver if there is one, and the browser
	display *process // Xvfb, or nil
}

// explain logs what may tell why a test has failed: what its processes do now
// and what they said last.
func (r *running) explain(t testing.TB) {
	t.Helper()
	if !t.Failed() || r.process == nil {
		return
	}
	for _, line := range append(groupNow(r.process.cmd.Process.Pid), r.process.lines(5)...) {
		t.Log(line)
	}
}

// end kills all of it. A second time does nothing.
func (r *running) end() {
	if r.process != nil {
		r.process.kill()
		r.process = nil
	}
	if r.display != nil {
		r.display.stop(2 * time.Second) // killed, it would leave its lock file
		r.display = nil
	}
}
