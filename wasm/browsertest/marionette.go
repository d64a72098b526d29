//go:build !js

package browsertest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// marionette speaks Firefox's own protocol, the one geckodriver translates
// WebDriver into: length-prefixed JSON over TCP, requests [0, id, name,
// parameters], answers [1, id, error, result]
// (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int // id of the last request
}

// maxFrame bounds one answer: a screenshot of a large window is a few MB.
const maxFrame = 256 << 20

func openMarionette(port string) (*marionette, error) {
	conn, err := net.DialTimeout("tcp", "127.0.0.1:"+port, 10*time.Second)
	if err != nil {
		return nil, err
	}
	m := &marionette{conn: conn, in: bufio.NewReader(conn)}
	if err := m.open(); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return m, nil
}

func (m *marionette) open() error {
	if err := m.conn.SetDeadline(time.Now().Add(commandTimeout)); err != nil {
		return err
	}
	if _, err := m.frame(); err != nil { // it introduces itself first
		return err
	}
	return m.call("WebDriver:NewSession", params{"capabilities": params{"alwaysMatch": params{}}}, nil)
}

func (m *marionette) send(c command, p params, out any) error { return m.call(c.name, p, out) }

func (m *marionette) close() error {
	defer m.conn.Close()
	return m.call("Marionette:Quit", params{"flags": []string{"eForceQuit"}}, nil)
}

func (m *marionette) call(name string, p params, out any) error {
	if p == nil {
		p = params{}
	}
	m.last++
	data, err := json.Marshal([]any{0, m.last, name, p})
	if err != nil {
		return err
	}
	if err := m.conn.SetDeadline(time.Now().Add(commandTimeout)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(data), data); err != nil {
		return err
	}
	return m.receive(m.last, out)
}

// receive reads up to the answer with this id: earlier ones belong to
// requests that were given up.
func (m *marionette) receive(id int, out any) error {
	for {
		data, err := m.frame()
		if err != nil {
			return err
		}
		var kind, answered int
		var failure *commandError
		var result json.RawMessage
		if err := json.Unmarshal(data, &[]any{&kind, &answered, &failure, &result}); err != nil {
			return fmt.Errorf("answer %.100q: %w", data, err)
		}
		if answered < id {
			continue
		}
		if failure != nil {
			return failure
		}
		return decode(unwrap(result), out)
	}
}

func (m *marionette) frame() ([]byte, error) {
	length, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil || n < 0 || n > maxFrame {
		return nil, fmt.Errorf("frame of length %q", length)
	}
	data := make([]byte, n)
	_, err = io.ReadFull(m.in, data)
	return data, err
}

// privileged runs a script with the rights of the browser itself, which reach
// preferences and the console.
func (m *marionette) privileged(script string, out any, args ...any) error {
	if err := m.call("Marionette:SetContext", params{"value": "chrome"}, nil); err != nil {
		return err
	}
	err := m.call("WebDriver:ExecuteScript", params{"script": script, "args": append([]any{}, args...)}, out)
	if back := m.call("Marionette:SetContext", params{"value": "content"}, nil); err == nil {
		err = back
	}
	return err
}
