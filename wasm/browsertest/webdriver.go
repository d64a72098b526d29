//go:build !js

package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// webDriver speaks W3C WebDriver over HTTP, to chromedriver and
// WebKitWebDriver.
type webDriver struct {
	client  http.Client
	session string // URL of the session
}

// openSession waits for the driver listening on port and begins a session.
func openSession(driver *process, port int, capabilities params) (*webDriver, error) {
	base := "http://127.0.0.1:" + strconv.Itoa(port)
	d := &webDriver{client: http.Client{Timeout: commandTimeout, Transport: &http.Transport{Proxy: nil}}}
	if err := d.ready(driver, base); err != nil {
		return nil, err
	}
	var session struct{ SessionID string }
	body := params{"capabilities": params{"alwaysMatch": capabilities}}
	if err := d.request("POST", base+"/session", body, &session); err != nil {
		return nil, err
	}
	d.session = base + "/session/" + session.SessionID
	return d, nil
}

func (d *webDriver) ready(driver *process, base string) error {
	var err error
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		var status struct{ Ready bool }
		if err = d.request("GET", base+"/status", nil, &status); err == nil && status.Ready {
			return nil
		}
		if driver.wait(20 * time.Millisecond) {
			return fmt.Errorf("the driver ended at once: %s", strings.Join(driver.lines(5), " / "))
		}
	}
	return fmt.Errorf("the driver does not get ready: %w", err)
}

func (d *webDriver) send(c command, p params, out any) error {
	path := c.path
	if id, ok := p["id"].(string); ok {
		path = strings.ReplaceAll(path, "{id}", id)
	}
	var body any
	if c.method == "POST" {
		if body = p; p == nil {
			body = params{}
		}
	}
	return d.request(c.method, d.session+"/"+path, body, out)
}

func (d *webDriver) close() error { return d.request("DELETE", d.session, nil, nil) }

func (d *webDriver) request(method, url string, body, out any) error {
	var reader io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return err
		}
		reader = bytes.NewReader(data)
	}
	req, err := http.NewRequest(method, url, reader)
	if err != nil {
		return err
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return answer(resp.StatusCode, data, out)
}

// answer decodes a response: {"value": …}, where the value of a status other
// than 200 is {"error": code, "message": text}.
func answer(status int, data []byte, out any) error {
	var response struct{ Value json.RawMessage }
	if err := json.Unmarshal(data, &response); err != nil {
		return fmt.Errorf("status %d, %.200q: %w", status, data, err)
	}
	if status == http.StatusOK {
		return decode(response.Value, out)
	}
	var failure commandError
	if err := json.Unmarshal(response.Value, &failure); err != nil {
		return fmt.Errorf("status %d: %.200s", status, data)
	}
	return &failure
}

// commandError is a command refused, in the words of the browser.
type commandError struct {
	Code    string `json:"error"`
	Message string `json:"message"`
}

func (e *commandError) Error() string {
	message, _, _ := strings.Cut(e.Message, "\n") // chromedriver appends its stack
	return e.Code + ": " + message
}

// freePort asks the system for a port. Another program may take it before the
// driver does; the driver then ends at once, which start tries again.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
