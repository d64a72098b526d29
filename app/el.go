package app

import ga "github.com/maxence-charriere/go-app/v10/pkg/app"

// el is an element of any tag. go-app has a type for each tag, with some eighty
// methods; the linker keeps every method of every tag that any of them is
// called on, which was 3.0 MB of 12.2 (0.4 MB of the download).
func el(tag string) ga.HTMLElem { return ga.Elem(tag) }

// input is an input element, which has no content.
func input(kind string) ga.HTMLElemSelfClosing {
	return ga.ElemSelfClosing("input").Attr("type", kind)
}

// radio is one of several choices. It listens to clicks, which keys make too:
// before "change" comes, what was chosen just before may be drawn, and take the
// choice back.
func radio(name, value string, chosen bool, choose func()) ga.HTMLElemSelfClosing {
	return input("radio").Attr("name", name).Attr("value", value).Attr("checked", chosen).
		OnClick(func(ga.Context, ga.Event) { choose() }, ga.EventScope(name+value))
}
