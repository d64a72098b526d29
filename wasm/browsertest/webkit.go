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
		return nil, "", fmt.Errorf("no display from Xvfb: %w: %s", err, strings.Join(server.lines(3), " / "))
	}
	return server, ":" + strings.TrimSpace(number), nil
}

// webkitEnvironment prepares the home directory, opens a display unless the
// user's is asked for, and returns the environment of MiniBrowser with the
// system settings of Options.Media. Compositing stays on, without it no
// screenshot is ever answered; all is drawn by the processor itself, which
// does it sooner than OpenGL in software, and code is compiled quickly rather
// than well, since tests are short.
func (r *running) webkitEnvironment(programs map[string]string, f folders, o Options) ([]string, error) {
	if err := writeSettings(f, o.Media); err != nil {
		return nil, err
	}
	env := f.environment(o.Headed, "GDK_BACKEND=x11", "LANG=en_US.UTF-8", // else navigator.language is "C"
		"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "WEBKIT_SKIA_ENABLE_CPU_RENDERING=1", "JSC_useOMGJIT=0")
	if o.Media.Dark {
		env = append(env, "GTK_THEME=Adwaita:dark")
	}
	if o.Headed {
		return env, nil
	}
	var name string
	var err error
	r.display, name, err = openDisplay(f, programs["display"])
	return append(env, "DISPLAY="+name), err
}

// narrowBars lets the window be as narrow as a phone: without it the buttons
// of the browser's own bar keep it at 447 pixels. Pages do not see it.
const narrowBars = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; -gtk-icon-transform: scale(0) }\n"

// writeSettings writes the files in which GTK looks for where downloads go,
// for whether things may move, and for the look of the browser's own bars.
func writeSettings(f folders, m Media) error {
	files := map[string]string{
		"user-dirs.dirs":       fmt.Sprintf("XDG_DOWNLOAD_DIR=%q\n", f.downloads),
		"gtk-3.0/gtk.css":      narrowBars,
		"gtk-3.0/settings.ini": fmt.Sprintf("[Settings]\ngtk-enable-animations=%t\n", !m.ReducedMotion),
	}
	for name, text := range files {
		path := filepath.Join(f.home, "config", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func webkitArgs(o Options) []string {
	args := []string{"--automation"}
	if o.Proxy != "" {
		args = append(args, "--proxy=http://"+o.Proxy, "--ignore-host=127.0.0.1")
	}
	return args
}

func (b *Browser) launchWebKit(programs map[string]string, o Options) error {
	env, err := b.webkitEnvironment(programs, b.folders, o)
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
			"args":   webkitArgs(o),
		},
	})
	if err != nil {
		return err
	}
	b.proto = session
	return nil
}
