//go:build unix

package browsertest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(id int) { _ = syscall.Kill(-id, syscall.SIGKILL) }

func groupAlive(id int) bool { return syscall.Kill(-id, 0) == nil }

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
