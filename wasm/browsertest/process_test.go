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
