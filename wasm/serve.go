//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"gloss/app/site"
)

type serveCmd struct {
	Addr     string `placeholder:"HOST:PORT" help:"Where to listen. Without it 127.0.0.1:8000, or the next free port."`
	Base     string `default:"/" placeholder:"/path/" help:"The path to serve at."`
	Articles string `placeholder:"DIR" help:"Start with the .txt, .html and .md files of this folder instead of the built-in articles."`
	Wasm     string `placeholder:"FILE" help:"The compiled app, with wasm_exec.js beside it, instead of the built-in one."`
	Cache    string `placeholder:"DIR" help:"Remember compressed files here, to be fast the next time."`
}

func (c serveCmd) Run(e *env) error {
	s, err := newSite(e, c.Wasm, c.Articles, c.Base)
	if err != nil {
		return err
	}
	if err := s.Compress(site.Encoder{Cache: c.Cache, Fast: true, Progress: progress(e.stderr)}); err != nil {
		return err
	}
	l, err := listen(e, c.Addr)
	if err != nil {
		return err
	}
	e.printf("Gloss is at http://%s%s (stop with Ctrl+C)\n", l.Addr(), s.Base)
	return serve(e.ctx, l, s)
}

// Where to listen when nothing is asked for: the work saved in a browser belongs
// to host and port, so the same ones are tried in the same order.
const (
	defaultHost = "127.0.0.1"
	firstPort   = 8000
	lastPort    = 8019
)

func listen(e *env, addr string) (net.Listener, error) {
	if addr != "" {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			return nil, fmt.Errorf("gloss: serve: %w", err)
		}
		return l, nil
	}
	for port := firstPort; ; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort(defaultHost, strconv.Itoa(port)))
		if err == nil && port > firstPort {
			e.warn(fmt.Sprintf("gloss: port %d is taken: work saved in the browser at that port is not seen at port %d", firstPort, port))
		}
		if err == nil {
			return l, nil
		}
		if port == lastPort || !errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("gloss: serve: %w", err)
		}
	}
}

// serve answers until ctx ends, and then lets what is under way finish.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("gloss: serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return fmt.Errorf("gloss: serve: stop: %w", err)
	}
	return nil
}
