package app

import (
	"context"
	"errors"
	"time"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/format"
	"gloss/app/browser"
)

// backup is the file on disk that is kept up to date, where the browser can.
type backup struct {
	name    string // "" when there is none
	asked   bool   // the browser wants to be asked again before it writes
	pending bool   // something is to be written
	writing bool
}

// The backup is written when this much has been done, or when the person has
// paused this long.
const (
	backupChanges = 20
	backupPause   = 30 * time.Second
)

// startBackup finds the file of an earlier visit.
func (d *desk) startBackup() {
	if d.file == nil || !d.file.Supported() {
		return
	}
	var name string
	var permission browser.Permission
	d.aside(func(ctx context.Context) (err error) {
		name, permission, err = d.file.Restore(ctx)
		return err
	}, func(err error) {
		if err == nil && name != "" {
			d.backup = backup{name: name, asked: permission != browser.Granted}
			d.backupSoon()
			d.redraw()
		}
	})
}

// chooseBackup lets the person choose the file.
func (d *desk) chooseBackup() {
	var name string
	d.aside(func(ctx context.Context) (err error) {
		name, err = d.file.Pick(ctx, "work.gloss.json")
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		if name != "" {
			d.backup = backup{name: name}
			d.writeBackup()
		}
	})
}

// resumeBackup asks the browser for permission again.
func (d *desk) resumeBackup() {
	var permission browser.Permission
	d.aside(func(ctx context.Context) (err error) {
		permission, err = d.file.Request(ctx)
		return err
	}, func(err error) {
		d.backup.asked = err != nil || permission != browser.Granted
		if !d.backup.asked {
			d.writeBackup()
		}
		d.redraw()
	})
}

// backupSoon writes the file when enough has been done or the person pauses.
func (d *desk) backupSoon() {
	if d.backup.name == "" || d.backup.asked || d.session == nil || d.session.Unfiled() == 0 {
		return
	}
	if d.session.Unfiled() >= backupChanges && !d.backup.writing {
		d.writeBackup()
		return
	}
	if !d.backup.pending {
		d.backup.pending = true
		d.after(backupPause, func() {
			d.backup.pending = false
			d.writeBackup()
		})
	}
}

// writeBackup writes everything into the file, which is replaced as a whole.
func (d *desk) writeBackup() {
	if d.backup.name == "" || d.backup.writing || d.backup.asked || d.session == nil {
		return
	}
	d.backup.writing = true
	d.session.WhenWhole(func() {
		n := d.session.Unfiled()
		d.aside(func(ctx context.Context) error {
			p, err := d.session.AllTexts(ctx)
			if err != nil {
				return err
			}
			data, err := format.Write(p, format.WriteOptions{Step: breathe(ctx)})
			if err != nil {
				return err
			}
			return d.file.Write(ctx, data)
		}, func(err error) {
			d.backup.writing = false
			switch {
			case errors.Is(err, browser.ErrPermission):
				d.backup.asked = true
			case err != nil:
				d.fail(err)
			default:
				d.session.Filed(n)
			}
			d.redraw()
		})
	})
}

func (d *desk) backupControls() ga.UI {
	if d.file == nil || !d.file.Supported() {
		return el("p").Text("This browser cannot keep a file up to date by itself. Export the project file now and then; the number beside “Saved” reminds you.")
	}
	if d.backup.name == "" {
		return el("p").Body(el("button").Attr("type", "button").Class("button").Text("Keep a file up to date").OnClick(d.on(d.chooseBackup)))
	}
	if d.backup.asked {
		return el("p").Body(ga.Text("The browser wants to be asked again before Gloss may write to "+visible(d.backup.name)+". "),
			el("button").Attr("type", "button").Class("button").Text("Go on writing it").OnClick(d.on(d.resumeBackup)))
	}
	return el("p").Text("Gloss keeps " + visible(d.backup.name) + " up to date.")
}
