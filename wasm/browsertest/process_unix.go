//go:build unix

package browsertest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	all, known := group(id)
	return !known || slices.ContainsFunc(all, func(m member) bool { return m.state != "Z" && m.state != "X" })
}

// groupNow says of each process of the group, where /proc tells of it, what it
// does: R computes, S waits, D waits for a disk.
func groupNow(id int) (lines []string) {
	all, _ := group(id)
	for _, m := range all {
		lines = append(lines, fmt.Sprintf("process %s %s: %s in %q, %.1f s of processor time", m.pid, m.name, m.state, m.waitsIn(), m.seconds))
	}
	return lines
}

// member is a process of a group, after proc(5).
type member struct {
	pid, name, state string
	seconds          float64
}

// waitsIn is the function of the kernel that it waits in, or "0".
func (m member) waitsIn() string {
	data, _ := os.ReadFile("/proc/" + m.pid + "/wchan") // gone by now: nothing to tell
	return string(data)
}

// group lists the processes of a group; known is false where there is no /proc.
func group(id int) (members []member, known bool) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		data, err := os.ReadFile(path)
		open, end := bytes.IndexByte(data, '('), bytes.LastIndexByte(data, ')')
		if err != nil || open < 0 || end < open {
			continue
		}
		const state, pgrp, utime, stime, ticks = 0, 2, 11, 12, 100
		f := strings.Fields(string(data[end+1:]))
		if len(f) <= stime || f[pgrp] != strconv.Itoa(id) {
			continue
		}
		user, _ := strconv.ParseFloat(f[utime], 64)
		system, _ := strconv.ParseFloat(f[stime], 64)
		members = append(members, member{
			pid: filepath.Base(filepath.Dir(path)), name: string(data[open+1 : end]), state: f[state],
			seconds: (user + system) / ticks,
		})
	}
	return members, len(stats) > 0
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
