//go:build !js

package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"time"
)

// file is a file on the disk of the person.
type file struct {
	name string
	data []byte
}

// write puts files on the disk and returns their paths.
func (a *app) write(files ...file) []string {
	a.t.Helper()
	dir := a.t.TempDir()
	var paths []string
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		if err := os.WriteFile(path, f.data, 0o600); err != nil {
			a.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// upload opens files by the button. The input that the button makes is not
// clicked: its window would belong to the system, where no test reaches it.
func (a *app) upload(paths ...string) {
	a.t.Helper()
	a.Eval(`HTMLInputElement.prototype.click = function () {}`, nil)
	a.click("button", "Open files")
	a.Wait(`document.querySelector("body > input[type=file]")`, patience)
	a.Upload("body > input[type=file]", paths...)
}

// open writes files and opens them by the button.
func (a *app) open(files ...file) {
	a.t.Helper()
	a.upload(a.write(files...)...)
}

// drop lets files fall on the page.
func (a *app) drop(files ...file) {
	a.t.Helper()
	for _, f := range files {
		a.Eval(`
			const transfer = new DataTransfer();
			transfer.items.add(new File([args[1]], args[0]));
			const tell = (type) => document.querySelector("main").dispatchEvent(
				new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
			tell("dragenter");
			tell("drop");`, nil, f.name, string(f.data))
	}
}

// line is what the app says of a file: its name, what became of it, and more.
type line struct {
	Name, Outcome, Details string
	Bad                    bool
}

// report waits for the dialog that says what became of files, and closes it.
func (a *app) report() []line {
	a.t.Helper()
	a.Wait(`document.querySelector("dialog[open] .report")`, 2*time.Minute)
	var out []line
	a.Eval(`return [...document.querySelectorAll(".report-line")].map((e) => ({
		name: e.querySelector("strong").textContent,
		outcome: e.querySelector("p").textContent,
		details: [...e.querySelectorAll(".details li")].map((d) => d.textContent).join("\n"),
		bad: e.classList.contains("bad"),
	}))`, &out)
	a.click("button", "Done")
	a.Wait(`!document.querySelector("dialog[open]")`, patience)
	return out
}

// article opens an article of the list by the beginning of its title.
func (a *app) article(title string) {
	a.t.Helper()
	a.Wait(`[...document.querySelectorAll("nav[aria-label=Articles] .article-title")].some((e) => e.textContent.startsWith(args[0]))`, patience, title)
	a.Eval(`[...document.querySelectorAll("nav[aria-label=Articles] a")].find((e) =>
		e.querySelector(".article-title").textContent.startsWith(args[0])).click()`, nil, title)
	a.Wait(`document.querySelector("nav[aria-label=Articles] a[aria-current] .article-title")?.textContent.startsWith(args[0])`, patience, title)
}

// listed returns the titles of the list of articles, sorted.
func (a *app) listed() []string {
	a.t.Helper()
	var out []string
	a.Eval(`return [...document.querySelectorAll("nav[aria-label=Articles] .article-title")].map((e) => e.textContent)`, &out)
	slices.Sort(out)
	return out
}

// alive fails unless the app still does what it is for.
func (a *app) alive() {
	a.t.Helper()
	a.focus()
	a.Press("Control+Home", "s", "2")
	a.says("Tagged Fact")
	a.Press("Control+z")
	a.says("Undone: Tag Fact")
	a.saved()
}
