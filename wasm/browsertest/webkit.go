//go:build !js

package browsertest

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// openDisplay starts a virtual X server, MiniBrowser having no headless mode,
// and returns the display's name.
func openDisplay(f folders, program string) (server *process, name string, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, "", err
	}
	defer r.Close()
	server, err = run(f.log("display"), f.environment(false), []*os.File{w}, program,
		"-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	_ = w.Close() // the server's copy is the only one left, so its end is seen
	if err != nil {
		return nil, "", err
	}
	_ = r.SetReadDeadline(time.Now().Add(20 * time.Second))
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		server.kill()
		return nil, "", fmt.Errorf("Xvfb names no display: %w: %s", err, strings.Join(server.lines(3), " / "))
	}
	return server, ":" + strings.TrimSpace(number), nil
}

// webkitEnvironment prepares the home directory and returns the environment
// of MiniBrowser: software drawing, and the system settings of m.
func webkitEnvironment(f folders, headed bool, display string, m Media) ([]string, error) {
	files := map[string]string{
		"user-dirs.dirs":       fmt.Sprintf("XDG_DOWNLOAD_DIR=%q\n", f.downloads),
		"gtk-3.0/settings.ini": fmt.Sprintf("[Settings]\ngtk-enable-animations=%t\n", !m.ReducedMotion),
	}
	for name, text := range files {
		path := filepath.Join(f.home, "config", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	env := f.environment(headed, "GDK_BACKEND=x11", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "WEBKIT_DISABLE_COMPOSITING_MODE=1")
	if display != "" {
		env = append(env, "DISPLAY="+display)
	}
	if m.Dark {
		env = append(env, "GTK_THEME=Adwaita:dark")
	}
	return env, nil
}

// consoleArg makes MiniBrowser write console messages to its output, the only
// way to learn of them.
const consoleArg = "--enable-write-console-messages-to-stdout=true"

func (b *Browser) launchWebKit(programs map[string]string, o Options) error {
	env, err := b.webkitDisplay(programs, o)
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	b.process, err = run(b.folders.log("driver"), env, nil, programs["driver"], "--host=127.0.0.1", "--port="+strconv.Itoa(port))
	if err != nil {
		return err
	}
	session, err := openSession(b.process, port, params{
		"browserName": "MiniBrowser",
		"webkitgtk:browserOptions": params{
			"binary": programs["browser"],
			"args":   []string{"--automation", consoleArg},
		},
	})
	if err != nil {
		return err
	}
	b.proto = session
	return nil
}

// webkitDisplay opens the display, unless the user's is asked for.
func (b *Browser) webkitDisplay(programs map[string]string, o Options) (env []string, err error) {
	name := ""
	if !o.Headed {
		if b.display, name, err = openDisplay(b.folders, programs["display"]); err != nil {
			return nil, err
		}
	}
	return webkitEnvironment(b.folders, o.Headed, name, o.Media)
}
