package browser

import "context"

// Permission is what the browser says of writing to the backup file.
type Permission string

// The values of the File System API.
const (
	Granted Permission = "granted"
	Prompt  Permission = "prompt" // Request will ask the person
	Denied  Permission = "denied"
)

// Backup is a file of the person's disk that the app keeps up to date: the second copy of all work. It is remembered in
// the database it belongs to; the permission often ends with the visit.
type Backup interface {
	// Supported is false outside of Chromium; then nothing else may be called.
	Supported() bool
	// Pick lets the person choose the file, and remembers it; "" when they chose none. Call it after a click.
	Pick(ctx context.Context, suggested string) (name string, err error)
	// Restore finds the file of an earlier visit; "" when there is none.
	Restore(ctx context.Context) (name string, p Permission, err error)
	// Request asks the person for permission again. Call it after a click.
	Request(ctx context.Context) (Permission, error)
	// Write replaces the content of the file as a whole: a reader sees the old or the new one, never a part. It fails
	// with ErrPermission when Request must come first.
	Write(ctx context.Context, data []byte) error
	// Forget ends the keeping of the file; the file stays.
	Forget(ctx context.Context) error
}
