//go:build !js

package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// preferences of the Firefox profile: no first run, no updates, no reports, no
// restoring of tabs after a kill; downloads without a question.
func preferences(f folders) map[string]any {
	return map[string]any{
		"marionette.port":                                       0, // any; it is written to the profile
		"app.normandy.enabled":                                  false,
		"app.update.disabledForTesting":                         true,
		"browser.aboutwelcome.enabled":                          false,
		"browser.download.alwaysOpenPanel":                      false,
		"browser.download.always_ask_before_handling_new_types": false,
		"browser.download.dir":                                  f.downloads,
		"browser.download.folderList":                           2, // "the directory above"
		"browser.download.useDownloadDir":                       true,
		"browser.newtabpage.enabled":                            false,
		"browser.safebrowsing.malware.enabled":                  false,
		"browser.safebrowsing.phishing.enabled":                 false,
		"browser.search.update":                                 false,
		"browser.sessionstore.resume_from_crash":                false,
		"browser.shell.checkDefaultBrowser":                     false,
		"browser.startup.homepage_override.mstone":              "ignore",
		"browser.startup.page":                                  0,
		"browser.topsites.contile.enabled":                      false,
		"browser.uitour.enabled":                                false,
		"datareporting.policy.dataSubmissionEnabled":            false,
		"devtools.console.stdout.chrome":                        false,
		"devtools.console.stdout.content":                       true, // see firefoxConsole
		"dom.ipc.processPrelaunch.enabled":                      false,
		"dom.w3c_touch_events.legacy_apis.enabled":              true, // ontouchstart, once touch is emulated
		"extensions.enabledScopes":                              0,    // none: looking for them takes a fifth of the start
		"extensions.installDistroAddons":                        false,
		"extensions.update.enabled":                             false,
		"messaging-system.rsexperimentloader.enabled":           false,
		"network.captive-portal-service.enabled":                false,
		"network.connectivity-service.enabled":                  false,
		"services.settings.server":                              "data:,#none/v1",
		"toolkit.startup.max_resumed_crashes":                   -1, // else it starts in safe mode after a few kills
		"toolkit.telemetry.enabled":                             false,
	}
}

// writePreferences writes the profile's user.js.
func writePreferences(f folders, o Options) error {
	wanted := preferences(f)
	if host, port, err := net.SplitHostPort(o.Proxy); err == nil {
		number, _ := strconv.Atoi(port)
		for _, scheme := range []string{"http", "ssl"} {
			wanted["network.proxy."+scheme], wanted["network.proxy."+scheme+"_port"] = host, number
		}
		wanted["network.proxy.type"] = 1 // as set here
	}
	var lines []string
	for name, value := range wanted {
		literal, err := json.Marshal(value)
		if err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("user_pref(%q, %s);\n", name, literal))
	}
	slices.Sort(lines)
	return os.WriteFile(filepath.Join(f.profile, "user.js"), []byte(strings.Join(lines, "")), 0o600)
}

func firefoxArgs(f folders, headed bool, more ...string) []string {
	args := []string{"--no-remote", "--profile", f.profile}
	if !headed {
		args = append(args, "--headless", "--width=1280", "--height=900")
	}
	return append(args, more...)
}

func (b *Browser) launchFirefox(programs map[string]string, o Options) error {
	warmUp(b.t, programs, o, b.folders)
	return b.startFirefox(programs, o)
}

func (b *Browser) startFirefox(programs map[string]string, o Options) error {
	if err := writePreferences(b.folders, o); err != nil {
		return err
	}
	portFile := filepath.Join(b.folders.profile, "MarionetteActivePort")
	if err := os.Remove(portFile); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// System access lets the console and preferences be reached (privileged).
	args := firefoxArgs(b.folders, o.Headed, "--marionette", "--remote-allow-system-access", "about:blank")
	var err error
	b.process, err = run(b.folders.log("browser"), b.folders.environment(o.Headed), nil, programs["browser"], args...)
	if err != nil {
		return err
	}
	port, err := b.marionettePort(portFile)
	if err != nil {
		return err
	}
	m, err := openMarionette(port)
	if err != nil {
		return err
	}
	b.proto = m
	return nil
}

// marionettePort waits for Firefox to write the port it listens on.
func (b *Browser) marionettePort(file string) (string, error) {
	for deadline := time.Now().Add(40 * time.Second); time.Now().Before(deadline); {
		if port, err := os.ReadFile(file); err == nil && len(port) > 0 {
			return strings.TrimSpace(string(port)), nil
		}
		if b.process.wait(20 * time.Millisecond) {
			break
		}
	}
	return "", fmt.Errorf("no port to drive it by: %s", strings.Join(b.process.lines(5), " / "))
}

// privileged runs a script in Firefox itself.
func (b *Browser) privileged(script string, out any, args ...any) error {
	m, ok := b.proto.(*marionette)
	if !ok {
		return errGone
	}
	return m.privileged(script, out, args...)
}
