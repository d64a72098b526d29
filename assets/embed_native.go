//go:build !js

package assets

import "embed"

// Files holds every folder here: web, icons, library and so on.
//
//go:embed */*
var Files embed.FS
