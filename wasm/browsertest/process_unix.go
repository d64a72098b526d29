//go:build unix

package browsertest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(id int) { _ = syscall.Kill(-id, syscall.SIGKILL) }

// groupAlive reports whether a process of the group still runs. What has ended
// and waits to be taken note of does not, where /proc tells of it: orphans may
// wait for seconds for the first process of a container.
func groupAlive(id int) bool {
	if syscall.Kill(-id, 0) != nil {
		return false
	}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		data, err := os.ReadFile(name)
		f := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:])) // state, parent, group
		if err == nil && len(f) > 2 && f[0] != "Z" && f[0] != "X" && f[2] == strconv.Itoa(id) {
			return true
		}
	}
	return len(stats) == 0
}

func terminate(p *os.Process) error { return p.Signal(syscall.SIGTERM) }

// watch starts a shell that kills the group when this test binary dies before
// it could do so itself (a timeout, an interrupt): the shell reads from a pipe
// which only we hold open, and an end without a word means we are gone.
func watch(group int) (io.WriteCloser, error) {
	cmd := exec.Command("sh", "-c", `read -r word || kill -s KILL -- "-$1"`, "guard", strconv.Itoa(group))
	ownGroup(cmd)
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("guard of process group %d: %w", group, err)
	}
	go func() { _ = cmd.Wait() }()
	return pipe, nil
}
