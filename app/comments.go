package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/review"
)

// talk is what is being said of annotations and decisions: what is half typed,
// and how many comments each has.
type talk struct {
	typed map[string]string // by what it is about
	reply map[string]string // the comment that is being answered, by what it is about

	of     annotations.Set[*annotations.Comment] // counted last
	me     string
	all    map[string]int // by what they are about
	unseen map[string]int
}

// tallyComments counts the comments anew when there are others.
func (d *desk) tallyComments() {
	t, p := &d.talk, d.session.Project()
	if t.all != nil && t.me == d.session.Me() && t.of.Same(p.Comments) {
		return
	}
	t.of, t.me, t.all, t.unseen = p.Comments, d.session.Me(), map[string]int{}, map[string]int{}
	for c := range p.Comments.All() {
		t.all[c.Annotation+c.Decision]++
		if d.session.Unseen(c) {
			t.unseen[c.Annotation+c.Decision]++
		}
	}
}

// seeComments says that what was said of an annotation is on screen.
func (d *desk) seeComments(about string) {
	if d.session.See(about) {
		d.talk.all = nil
	}
}

// commentSign tells in the list how many comments an annotation has, and how
// many of them are new.
func (d *desk) commentSign(about string) []ga.UI {
	d.tallyComments()
	n, news := d.talk.all[about], d.talk.unseen[about]
	switch {
	case n == 0:
		return nil
	case news > 0:
		return []ga.UI{el("span").Class("sign news").Title(count(news, "new comment")).Body(hidden(", "), icon("comment"), ga.Text(thousands(news)+" new"), hidden(" of "+count(n, "comment")))}
	}
	return []ga.UI{el("span").Class("sign").Title(count(n, "comment")).Body(hidden(", "), icon("comment"), ga.Text(thousands(n)), hidden(map[bool]string{true: " comment", false: " comments"}[n == 1]))}
}

// comments is what people say of an annotation or a decision, with a field to
// say something.
func (d *desk) comments(about string) ga.UI {
	said := review.Threads(d.session.Project(), about)
	var items []ga.UI
	for _, c := range said {
		items = append(items, d.comment(c, about))
	}
	name := "Comments"
	if len(said) > 0 {
		name += " " + thousands(len(said))
	}
	return el("div").Class("field comments").Role("group").Aria("label", "Comments").Body(
		el("span").Class("field-name").Text(name),
		el("ul").Aria("label", "Comments").Hidden(len(items) == 0).Body(items...),
		&commentForm{D: d, Rev: d.rev(), About: about})
}

// visibleLines shows what somebody wrote, line by line.
func visibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = visible(l)
	}
	return strings.Join(lines, "\n")
}

// deepest is how far replies are set in.
const deepest = 4

func (d *desk) comment(c review.Said, about string) ga.UI {
	who := d.personName(c.By)
	depth := []string{"0", "1", "2", "3", "4"}[min(c.Depth, deepest)]
	foot := []ga.UI{el("button").Attr("type", "button").Class("text").Text("Reply").Aria("label", "Reply to "+who+": "+clip(visible(c.Text), 40)).OnClick(func(ga.Context, ga.Event) {
		d.replyTo(about, c.ID)
	}, ga.EventScope("reply", c.ID))}
	if c.By == d.session.Me() {
		foot = append(foot, el("button").Attr("type", "button").Class("text").Text("Delete").Aria("label", "Delete your comment: "+clip(visible(c.Text), 40)).OnClick(func(ga.Context, ga.Event) {
			if err := d.session.Uncomment(c.ID); err != nil {
				d.fail(err)
				return
			}
			d.toast(toast{text: "Deleted a comment", action: "Undo", do: d.undo})
		}, ga.EventScope("uncomment", c.ID)))
	}
	return el("li").Class("comment depth-"+depth).Body(
		el("div").Class("comment-head small").Body(el("strong").Dir("auto").Text(who), el("span").Class("muted").Text(" "+moment(c.Created))),
		el("p").Class("comment-text").Dir("auto").Text(visibleLines(c.Text)),
		el("div").Class("comment-foot").Body(foot...))
}

// replyTo makes the field answer a comment; "" answers none.
func (d *desk) replyTo(about, comment string) {
	if d.talk.reply == nil {
		d.talk.reply = map[string]string{}
	}
	d.talk.reply[about] = comment
	d.redraw()
	d.focusOn(commentFieldID(about))
}

func commentFieldID(about string) string { return "comment-" + about }

// postComment stores what was typed about something.
func (d *desk) postComment(about string) bool {
	reply := d.talk.reply[about]
	if _, there := d.session.Project().Comments.Get(reply); !there {
		reply = ""
	}
	if err := d.session.Comment(about, reply, d.talk.typed[about]); err != nil {
		d.fail(err)
		return false
	}
	delete(d.talk.typed, about)
	delete(d.talk.reply, about)
	d.say("Commented")
	d.redraw()
	return true
}

// commentForm is the field for a comment. What is half typed belongs to what
// it is about, and is still there when one comes back to that.
type commentForm struct {
	ga.Compo
	D     *desk
	Rev   int
	About string

	shown string // what the element's content is about
}

// Render draws the field, and what it answers.
func (f *commentForm) Render() ga.UI {
	d, about := f.D, f.About
	name := "Write a comment"
	answered, replying := d.session.Project().Comments.Get(d.talk.reply[about])
	if replying {
		name = "Reply to " + d.personName(answered.By)
	}
	return el("div").Class("comment-form").Body(
		el("textarea").ID(commentFieldID(about)).Attr("rows", 2).Dir("auto").Attr("placeholder", name).Aria("label", name).
			OnInput(func(ctx ga.Context, _ ga.Event) {
				if d.talk.typed == nil {
					d.talk.typed = map[string]string{}
				}
				d.talk.typed[f.About] = ctx.JSSrc().Get("value").String()
			}).OnKeyDown(func(_ ga.Context, e ga.Event) {
			if e.Get("key").String() == "Enter" && (e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()) {
				e.PreventDefault()
				f.post()
			}
		}),
		el("div").Class("comment-foot").Body(
			el("button").Attr("type", "button").Class("text").Text(map[bool]string{true: "Reply", false: "Comment"}[replying]).OnClick(func(ga.Context, ga.Event) { f.post() }),
			ga.If(replying, func() ga.UI { return d.textButton("Not a reply", func() { d.replyTo(f.About, "") }) })))
}

func (f *commentForm) post() {
	if f.D.postComment(f.About) {
		f.show()
	}
}

// OnMount shows what was half typed.
func (f *commentForm) OnMount(ga.Context) { f.show() }

// OnUpdate does the same when the field is about something else.
func (f *commentForm) OnUpdate(ga.Context) {
	if f.About != f.shown {
		f.show()
	}
}

func (f *commentForm) show() {
	f.shown = f.About
	if e := ga.Window().GetElementByID(commentFieldID(f.About)); e.Truthy() {
		e.Set("value", f.D.talk.typed[f.About])
	}
}

// caseComments is what was said of what a case judges, and of what was decided,
// once one may see who said what.
func (d *desk) caseComments(c *review.Case) ga.UI {
	return ga.If(d.revealed(c), func() ga.UI {
		d.tallyComments()
		about := ""
		if c.Settled != nil {
			about = c.Settled.ID
		} else if len(c.Members) > 0 {
			about = c.Members[0].ID
		}
		var boxes []ga.UI
		for _, m := range c.Members {
			if m.ID == about || d.talk.all[m.ID] > 0 {
				boxes = append(boxes, el("div").Body(el("h3").Dir("auto").Text("Said of what "+d.personName(m.By)+" marked"), d.comments(m.ID)))
			}
		}
		if c.Settled != nil {
			boxes = append(boxes, el("div").Body(el("h3").Text("Said of the decision"), d.comments(c.Settled.ID)))
		}
		return el("div").Class("case-comments").Body(boxes...)
	}).(ga.UI)
}
