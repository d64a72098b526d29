//go:build !js

package browsertest

import "strconv"

var (
	cdp     = command{method: "POST", path: "goog/cdp/execute"} // one command of the DevTools protocol
	readLog = command{method: "POST", path: "se/log"}
)

// chromiumArgs keeps Chromium to the pages of the test: no first run, no
// updates, no GPU or shared memory that a container may lack.
func chromiumArgs(f folders, o Options) []string {
	args := []string{
		"--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
		"--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--password-store=basic", "--user-data-dir=" + f.profile,
	}
	if o.Proxy != "" {
		args = append(args, "--proxy-server="+o.Proxy)
	}
	if !o.Headed {
		args = append(args, "--headless", "--window-size=1280,900")
	}
	return args
}

func (b *Browser) launchChromium(programs map[string]string, o Options) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	env := b.folders.environment(o.Headed)
	b.process, err = run(b.folders.log("driver"), env, nil, programs["driver"], "--port="+strconv.Itoa(port))
	if err != nil {
		return err
	}
	session, err := openSession(b.process, port, params{
		"browserName": "chrome",
		"goog:chromeOptions": params{
			"binary": programs["browser"],
			"args":   chromiumArgs(b.folders, o),
			"prefs": params{
				"download.default_directory":                                 b.folders.downloads,
				"download.prompt_for_download":                               false,
				"profile.default_content_setting_values.automatic_downloads": 1,
			},
		},
		"goog:loggingPrefs": params{"browser": "ALL"},
	})
	if err != nil {
		return err
	}
	b.proto = session
	return nil
}

// devTools sends one command of the Chrome DevTools protocol
// (https://chromedevtools.github.io/devtools-protocol/).
func (b *Browser) devTools(name string, p params) error {
	return b.send(cdp, params{"cmd": name, "params": p}, nil)
}
