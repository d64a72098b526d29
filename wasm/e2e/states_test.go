//go:build !js

package e2e

// states brings the app into every state a person meets and calls look in
// each, with a name for it: pages empty and full, dialogs, and on a narrow
// screen the panes. It begins with the app as it is on a first visit.
func (a *app) states(look func(state string)) {
	a.t.Helper()
	look("first visit")
	a.filled()
	look("an annotation is chosen")
	a.panes(look)
	a.dialogs(look)
	a.pages(look)
}

// filled makes annotations that lie over one another, with all that can be
// said of one.
func (a *app) filled() {
	a.t.Helper()
	for _, words := range []string{"The operator, Nordlys Lines, denied that its crew had been warned", "Nordlys Lines, denied", "charts grow old"} {
		a.quote(words)
	}
	a.focus()
	a.Press("[")
	a.pick("e", "astrid")
	a.Press("Enter")
	a.says("Linked to Astrid")
	a.focus()
	a.Press("a")
	a.Wait(`document.activeElement.id === "attribution"`, patience)
	a.Type("a spokeswoman")
	a.Press("Escape")
	a.focus()
	a.Press("u", "x")
	a.says("On the tray")
	a.saved()
}

// switchTo shows a pane of a narrow screen.
func (a *app) switchTo(pane string) {
	a.t.Helper()
	a.Eval(`[...document.querySelectorAll(".bottom .switch")].find((e) => e.textContent === args[0]).click()`, nil, pane)
	a.Wait(`[...document.querySelectorAll(".bottom .switch")].find((e) => e.textContent === args[0]).ariaPressed === "true"`, patience, pane)
}

func (a *app) panes(look func(string)) {
	a.t.Helper()
	var narrow bool
	a.Eval(`return document.querySelector(".bottom").checkVisibility()`, &narrow)
	if narrow {
		a.switchTo("Articles")
		look("the pane Articles")
		a.switchTo("Notes")
		look("the pane Notes")
	}
	a.Eval(`[...document.querySelectorAll(".notes .choice")].find((e) => e.textContent === "Guideline").click()`, nil)
	a.Wait(`document.querySelector(".guideline")`, patience)
	look("the guideline")
	a.Eval(`[...document.querySelectorAll(".notes .choice")].find((e) => e.textContent === "Guideline").click()`, nil)
	if narrow {
		a.switchTo("Article")
	}
}

func (a *app) dialogs(look func(string)) {
	a.t.Helper()
	ready := map[string]string{
		"q": `document.activeElement.id === "quote"`, "e": `document.activeElement.id === "pick"`, "Control+k": `document.activeElement.id === "pick"`,
		"i": `document.querySelector("dialog[open]")`, "x": `document.querySelector(".option.relation")`, "Control+Shift+e": `document.querySelector("dialog[open] input[type=radio]")`,
	}
	for _, d := range []struct{ name, key, typed string }{
		{"quote", "q", ""},
		{"quote with places", "q", "the"},
		{"entities to link", "e", ""},
		{"a new entity to link", "e", "zzzz"},
		{"commands", "Control+k", ""},
		{"about the article", "i", ""},
		{"relation", "x", ""},
		{"export", "Control+Shift+e", ""},
	} {
		a.focus()
		if d.key == "x" {
			a.Press("]")
		}
		a.Press(d.key)
		a.Wait(ready[d.key], patience)
		if d.typed != "" {
			a.Type(d.typed)
		}
		look("the dialog " + d.name)
		a.dismiss()
	}
	a.drop(file{"empty.txt", nil})
	a.Wait(`document.querySelector("dialog[open] .report")`, patience)
	look("the dialog of a file that cannot be opened")
	a.dismiss()
}

// dismiss closes the dialog.
func (a *app) dismiss() {
	a.t.Helper()
	a.Press("Escape")
	a.Wait(`!document.querySelector("dialog[open]")`, patience)
}

// pages goes through every page that has a tab, and the settings.
func (a *app) pages(look func(string)) {
	a.t.Helper()
	var names []string
	a.Eval(`return [...document.querySelectorAll("nav[aria-label=Pages] a")].map((e) => e.getAttribute("href").slice(1)).filter((s) => s !== "read")`, &names)
	for _, name := range append(names, "settings") {
		a.Eval(`location.hash = args[0]`, nil, name)
		a.Wait(`document.querySelector(".page")`, patience)
		look("the page " + name)
		a.inPage(name, look)
	}
	a.Eval(`location.hash = "read"`, nil)
	a.Wait(`!document.querySelector(".page")`, patience)
}

// inPage looks at what a page shows when it is used.
func (a *app) inPage(name string, look func(string)) {
	a.t.Helper()
	switch name {
	case "search":
		a.ClickOn("#search-words")
		a.Type("the ferry")
		a.shows(".search-hits strong", "ferry")
		look("the page search with places")
	case "entities":
		a.click("button", "Edit Astrid")
		a.Wait(`document.getElementById("entity-name")`, patience)
		look("the dialog of an entity")
		a.dismiss()
	case "scheme":
		a.click("button", "Edit Claim")
		a.Wait(`document.querySelector(".scheme-form")`, patience)
		look("the page scheme with a label being edited")
	case "help":
		a.click("button", "Change the key of: Write a note")
		look("the page help waiting for a key")
		a.Press("Escape")
	}
}
