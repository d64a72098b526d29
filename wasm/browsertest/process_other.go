//go:build !unix && !js

package browsertest

import (
	"io"
	"os"
	"os/exec"
)

// Without process groups only the first process is ended; the drivers end
// their browsers when they are asked to in time.

func ownGroup(*exec.Cmd) {}

func killGroup(id int) {
	if p, err := os.FindProcess(id); err == nil {
		_ = p.Kill()
	}
}

func groupAlive(int) bool { return false }

func groupNow(int) []string { return nil }

func terminate(p *os.Process) error { return p.Kill() }

func watch(int) (io.WriteCloser, error) { return nil, nil }
