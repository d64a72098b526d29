//go:build unix

package browsertest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

const forsaken = "BROWSERTEST_FORSAKEN"

// A test binary that is killed leaves nothing running.
func TestGuard(t *testing.T) {
	if os.Getenv(forsaken) != "" {
		p, err := run(os.Getenv(forsaken), os.Environ(), nil, "sh", "-c", "sleep 100 & sleep 100")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("group", p.cmd.Process.Pid)
		time.Sleep(time.Minute)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestGuard$")
	cmd.Env = append(os.Environ(), forsaken+"="+filepath.Join(t.TempDir(), "log"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	group, bad := strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(line), "group "))
	if err != nil || bad != nil {
		t.Fatalf("it says %q: %v", line, err)
	}
	for range 200 {
		if !groupAlive(group) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	killGroup(group)
	t.Error("the processes of a killed test go on")
}

// What a group does can be told of a test that failed: who waits, who computes.
func TestGroupNow(t *testing.T) {
	p, err := run(filepath.Join(t.TempDir(), "log"), os.Environ(), nil, "sh", "-c", "sleep 100 & while :; do :; done")
	if err != nil {
		t.Fatal(err)
	}
	defer p.kill()
	if _, err := os.Stat("/proc/self/wchan"); err != nil {
		t.Skip("there is no /proc that tells")
	}
	var lines []string
	for range 200 {
		lines = groupNow(p.cmd.Process.Pid)
		told := strings.Join(lines, "\n")
		if len(lines) == 2 && strings.Contains(told, " sh: R in ") && strings.Contains(told, " sleep: S in ") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("it tells %q", lines)
}
