package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// facts is what is known about an article. The zero value of a field is "not
// known".
type facts struct {
	title, source, author, url, published, language string
}

// or returns f with what it lacks taken from g.
func (f facts) or(g facts) facts {
	first := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	return facts{
		first(f.title, g.title), first(f.source, g.source), first(f.author, g.author),
		first(f.url, g.url), first(f.published, g.published), first(f.language, g.language),
	}
}

// datelineBytes is the longest line read as byline or date, in bytes.
const datelineBytes = 300

// dateline reads a line that does nothing but say who, where and when:
//
//	PUBLISHED: 26 Dec 2024
//	by Ann Example and The Example Post news desk December 26, 2024 3:46 PM
//	Example Wire · Opinion · 26 December 2024, 15:40
//
// A date in a sentence is no dateline: it is the day of something that
// happened.
func dateline(l *line) (facts, bool) {
	var d dating
	marked := l.byline && l.words <= 25 && (!l.ended || l.words <= 8)
	if l.long || len(l.text) > datelineBytes || l.level == 1 {
		return facts{}, false
	}
	if marked {
		d.published = l.time
	}
	if source, ok := afterLabel(l.text, sourceLabels); ok && l.words <= 8 {
		return facts{source: source}, true
	}
	for part := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return strings.ContainsRune("·|•—–", r) }) {
		if !d.part(tidy(part)) {
			return facts{published: d.published}, marked
		}
	}
	if marked && l.author && d.author == "" && len(d.names) == 1 && !strings.Contains(d.names[0], "/") {
		d.author, d.names = d.names[0], nil
	}
	if !marked && d.source == "" && len(d.names) > 0 {
		d.source = d.names[0]
	}
	return d.facts, marked || d.dated && len(d.names) <= 2 || d.author != ""
}

// dating is what has been read of a dateline.
type dating struct {
	facts
	dated bool
	names []string // what may be an outlet or an author
}

// part reads one part of a dateline. It returns false for what does not belong
// in one. The day of an update is not the day of publication.
func (f *dating) part(s string) bool {
	before, after := s, ""
	value, from, to, found := findDate(s)
	if found {
		before, after = s[:from], s[to:]
		f.dated = true
	}
	if _, update := afterLabel(before, updateLabels); found && !update && f.published == "" {
		f.published = value
	}
	if by, ok := afterLabel(after, byLabels); ok {
		after = ""
		if !f.byline(by) {
			return false
		}
	}
	before = unlabel(before)
	if by, ok := afterLabel(before, byLabels); ok {
		return f.byline(by) && filler(tokens(after))
	}
	name := strings.Trim(before, " ,:;()")
	switch {
	case !filler(tokens(after)):
		return false
	case name == "" || filler(tokens(name)) || phrases[key(name)] != plain || sections[key(name)]:
		return true
	case found && !strings.HasSuffix(strings.TrimSpace(before), ","):
		return false // "The crash of 25 December 2024"
	case countWords(name) > 6 || !isName(name):
		return false
	}
	if !found {
		f.names = append(f.names, name)
	}
	return true
}

// byline reads who wrote an article, and the outlet named there.
func (f *dating) byline(by string) bool {
	by = strings.TrimRight(strings.TrimSpace(by), ",;:")
	if by == "" || countWords(by) > 20 || !isName(by) {
		return false
	}
	if f.author == "" {
		f.author = by
	}
	if f.source == "" {
		f.source = outlet(by)
	}
	return true
}

// desks end the name of an outlet in a byline.
var desks = []string{
	" news desk", " newsroom", " news staff", " staff writers", " staff writer", " staff", " editorial team", " editorial board", " correspondent", " reporters",
	" reporter", " editors", " team",
}

// outlet finds the outlet in a byline: what stands before "news desk" and the
// like, else an agency after a comma.
func outlet(by string) string {
	for _, d := range desks {
		name, rest, ok := strings.Cut(by, d)
		if !ok || rest != "" {
			continue
		}
		for _, sep := range []string{" and ", ", ", " for ", " with "} {
			if i := strings.LastIndex(name, sep); i >= 0 {
				name = name[i+len(sep):]
			}
		}
		return name
	}
	if i := strings.LastIndex(by, ", "); i >= 0 && agencies[strings.ToLower(by[i+2:])] {
		return by[i+2:]
	}
	return ""
}

// agencies are outlets known by one word, for bylines and datelines.
var agencies = map[string]bool{
	"reuters": true, "ap": true, "associated press": true, "the associated press": true, "afp": true, "dpa": true, "epa": true, "efe": true,
	"ansa": true, "tass": true, "тасс": true, "риа новости": true, "интерфакс": true, "interfax": true, "ukrinform": true, "укрінформ": true,
	"unian": true, "уніан": true, "azertac": true, "report": true, "apa": true, "turan": true, "trend": true, "kazinform": true, "anadolu": true,
	"aa": true, "xinhua": true, "bloomberg": true, "bbc": true, "cnn": true, "rfe/rl": true, "rfe": true, "euronews": true, "dw": true,
}

var (
	byLabels     = []string{"by", "written by", "автор", "авторы", "автори", "von", "par", "por", "müəllif", "yazar"}
	updateLabels = []string{"last updated", "updated", "modified", "last modified", "обновлено", "оновлено", "aktualisiert", "mis à jour", "actualizado"}
	sourceLabels = []string{"source:", "источник:", "джерело:", "quelle:", "fuente:", "mənbə:", "kaynak:", "дереккөз:"}
	dateLabels   = []string{
		"published on", "published at", "published", "first published", "posted on", "posted", "last updated on", "last updated", "last modified",
		"updated on", "updated", "modified", "date", "created", "issued", "on", "опубликовано", "обновлено", "дата", "опубліковано", "оновлено",
		"veröffentlicht am", "veröffentlicht", "stand", "aktualisiert", "publié le", "publié", "mis à jour le", "publicado el", "publicado em",
		"publicado", "actualizado", "pubblicato il", "pubblicato", "yayınlanma", "yayın tarihi", "dərc olunub", "жарияланған",
	}
	weekdays = []string{
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
		"sat", "sun", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "понеділок", "вівторок", "середа",
		"четвер", "п'ятниця", "субота", "неділя", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
	}
	sections = map[string]bool{
		"news": true, "report": true, "interview": true, "feature": true, "comment": true, "editorial": true, "exclusive": true,
		"breaking": true, "новости": true, "мнение": true, "новини": true, "meinung": true, "nachrichten": true,
	}
)

// unlabel cuts "Published:" and the name of a weekday off the beginning.
func unlabel(s string) string {
	for range 4 {
		old := s
		for _, labels := range [][]string{dateLabels, weekdays} {
			if rest, ok := afterLabel(s, labels); ok {
				s = rest
			}
		}
		if s == old {
			break
		}
	}
	return s
}

// afterLabel returns what follows the first of the labels that s begins with as
// whole words, white space, colon and comma aside.
func afterLabel(s string, labels []string) (string, bool) {
	s = strings.TrimLeft(s, " ,:;(")
	for _, l := range labels {
		if len(s) < len(l) || !strings.EqualFold(s[:len(l)], l) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(s[len(l):])
		if len(s) == len(l) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return strings.TrimLeft(s[len(l):], " ,:;."), true
		}
	}
	return "", false
}

// isName reports whether every word of s begins with a capital or a digit or is
// one of the small words that stand between names.
func isName(s string) bool {
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		r, _ := utf8.DecodeRuneInString(w)
		if w != "" && unicode.IsLower(r) && !nameWords[strings.Trim(w, ",;")] {
			return false
		}
	}
	return !ended(s) || countWords(s) <= 3
}

var nameWords = set("and in of the for at de la du da do dos von van der den di del al el bin ibn y e et und и і та в из ve və мен news desk newsroom staff writer writers editorial team board correspondent reporter reporters editor editors senior special contributor with")

// filler reports whether tokens are only what stands around a date.
func filler(ts []token) bool {
	for i := 0; i < len(ts); i++ {
		if _, next, ok := timeAt(ts, i); ok {
			i = next - 1
			continue
		}
		if _, next, ok := dateAt(ts, i); ok {
			i = next - 1
			continue
		}
		r, _ := utf8.DecodeRuneInString(ts[i].s)
		if unicode.IsLetter(r) && !fillers[ts[i].s] {
			return false
		}
	}
	return true
}

var fillers = set("updated published posted modified last first at on min mins minute minutes read reading time am pm a m p h hrs hours ago uhr z utc gmt est edt et pst pdt cet cest eet eest msk мск bst t в г года року обновлено оновлено опубликовано мин чтения хв читання часов local")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// placeline reads how agencies begin their first paragraph, and returns the
// agency and, where the year is given, the day:
//
//	BAKU, December 26, 2024 (Reuters) - The …
//	МОСКВА, 26 декабря. /ТАСС/. …
func placeline(s string) (f facts) {
	s = clip(s, 120)
	open := strings.IndexAny(s, "(/")
	if open < 3 || open > 80 {
		return f
	}
	closing := strings.IndexAny(s[open+1:], ")/")
	if closing < 2 || !capitals(s[:open]) {
		return f
	}
	name := s[open+1 : open+1+closing]
	after := strings.TrimLeft(s[open+closing+2:], " .")
	if r, _ := utf8.DecodeRuneInString(after); !strings.ContainsRune("-–—", r) && s[open] != '/' {
		return f
	}
	if !isName(name) || countWords(name) > 4 {
		return f
	}
	f.source = name
	f.published, _, _, _ = findDate(s[:open])
	return f
}

// capitals reports whether the first word of s, a place, is written in
// capitals.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if !unicode.IsUpper(r) && n > 0 {
			break
		}
		n++
	}
	return n >= 3
}
