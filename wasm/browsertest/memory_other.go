//go:build !linux && !js

package browsertest

func inMemory() string { return "" }
