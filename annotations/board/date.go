package board

import (
	"strconv"
	"strings"
	"time"

	"gloss/annotations"
)

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec"

// month returns the month that a token names, 1 to 12, in full or short; 0 when
// it names none. "may" and "march" do so only when they begin with a capital.
func month(ts []token, i int) int {
	if i < 0 || i >= len(ts) || !ts[i].word || len(ts[i].s) < 3 || !ts[i].capital && (ts[i].s == "may" || ts[i].s == "march") {
		return 0
	}
	w := ts[i].s
	if at := strings.Index(monthNames, w[:3]); at >= 0 && at%4 == 0 {
		m := at/4 + 1
		if full := strings.ToLower(time.Month(m).String()); len(w) == 3 || strings.HasPrefix(full, w) && (w == full || w == "sept") {
			return m
		}
	}
	return 0
}

// when is a day as words give it; what they do not say is 0.
type when struct{ year, month, day int }

// parseDate reads a day, a month or a year, and the time of day beside it. Days
// of the week, "yesterday" and days without a year are the last ones up to the
// day of publication.
func parseDate(words, published string) Value {
	ts := tokens(words)
	d, ok := findDay(ts)
	if !ok {
		d, ok = relative(ts, published)
	}
	if !ok {
		return Value{}
	}
	if d.year == 0 {
		if d.year = lastYear(d, published); d.year == 0 {
			return Value{}
		}
	}
	return d.value(timeOfDay(ts))
}

// value is the normal form of a day with a time of day, "" for none.
func (d when) value(clock string) Value {
	s, layout := pad(d.year, 4), "2006"
	if d.month > 0 {
		s, layout = s+"-"+pad(d.month, 2), "2006-01"
	}
	if d.day > 0 {
		s, layout = s+"-"+pad(d.day, 2), "2006-01-02"
	}
	if d.day > 0 && clock != "" {
		s, layout = s+"T"+clock, "2006-01-02T15:04"
	}
	from, err := time.Parse(layout, s)
	if err != nil {
		return Value{}
	}
	to := map[int]time.Time{4: from.AddDate(1, 0, 0), 7: from.AddDate(0, 1, 0), 10: from.AddDate(0, 0, 1), 16: from.Add(time.Minute)}[len(layout)]
	return Value{Norm: s, Lo: float64(from.UnixMilli()), Hi: float64(to.UnixMilli() - 1)}
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// findDay finds the first day that is named: "25 December 2024", "Dec. 25th",
// "2024-12-25", "25.12.2024", "December 2024", or a year alone.
func findDay(ts []token) (when, bool) {
	for i, t := range ts {
		switch m := month(ts, i); {
		case m > 0:
			return named(ts, i, m), true
		case t.digit && !t.glued && (at(ts, i+1) == "-" || at(ts, i+1) == "." || at(ts, i+1) == "/"):
			if d, ok := numbered(ts, i); ok {
				return d, true
			}
		}
	}
	for i, t := range ts {
		if n := integer(t); len(t.s) == 4 && n >= 1000 && n < 2200 && (i == 0 || !t.glued) {
			return when{year: n}, true
		}
	}
	return when{}, false
}

// named reads the day and the year on either side of the name of a month.
func named(ts []token, i, m int) when {
	d := when{month: m}
	j := i + 1
	j += btoi(at(ts, j) == ".")
	before := i - 1
	for in(" of st nd rd th ", at(ts, before)) {
		before--
	}
	if n := numberAt(ts, before); n >= 1 && n <= 31 {
		d.day = n
	} else if n := numberAt(ts, j); n >= 1 && n <= 31 {
		d.day, j = n, j+1
		for in(" st nd rd th ", at(ts, j)) {
			j++
		}
	}
	j += btoi(at(ts, j) == ",")
	if n := numberAt(ts, j); n >= 1000 && n < 2200 {
		d.year = n
	}
	return d
}

// numbered reads a date in numbers: year first, or day first; with slashes the
// month is first where only that can be.
func numbered(ts []token, i int) (when, bool) {
	sep := at(ts, i+1)
	if at(ts, i+3) != sep {
		if n := numberAt(ts, i+2); sep == "-" && len(ts[i].s) == 4 && n >= 1 && n <= 12 {
			return when{numberAt(ts, i), n, 0}, true
		}
		return when{}, false
	}
	a, b, c := numberAt(ts, i), numberAt(ts, i+2), numberAt(ts, i+4)
	d := when{c, b, a}
	switch {
	case len(ts[i].s) == 4:
		d = when{a, b, c}
	case sep == "/" && b > 12:
		d = when{c, a, b}
	}
	return d, d.year >= 1000 && d.year < 2200 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31
}

func numberAt(ts []token, i int) int {
	if i < 0 || i >= len(ts) {
		return -1
	}
	return integer(ts[i])
}

// integer is the number that up to four digits say; -1 else.
func integer(t token) int {
	if n, err := strconv.Atoi(t.s); err == nil && len(t.s) <= 4 && t.digit {
		return n
	}
	return -1
}

// relative reads a day that is told from the day of publication.
func relative(ts []token, published string) (when, bool) {
	on, err := annotations.ParseTime(published)
	if err != nil {
		return when{}, false
	}
	day := time.UnixMilli(int64(on)).UTC()
	for i, t := range ts {
		back := -1
		switch {
		case t.s == "today" || t.s == "tonight":
			back = 0
		case t.s == "yesterday":
			back = 1
		case t.capital:
			back = weekday(ts[i].s, day.Weekday())
		}
		if back >= 0 {
			day = day.AddDate(0, 0, -back)
			return when{day.Year(), int(day.Month()), day.Day()}, true
		}
	}
	return when{}, false
}

// weekday returns how many days before a day of the week the last one of a name
// was, 0 to 6; -1 when it names none.
func weekday(name string, today time.Weekday) int {
	for d := range time.Weekday(7) {
		if name == strings.ToLower(d.String()) {
			return int(today-d+7) % 7
		}
	}
	return -1
}

// lastYear is the year of publication, or the one before where the day would
// come after; 0 when it is not known.
func lastYear(d when, published string) int {
	on, err := annotations.ParseTime(published)
	if err != nil {
		return 0
	}
	t := time.UnixMilli(int64(on)).UTC()
	if d.month > int(t.Month()) || d.month == int(t.Month()) && d.day > t.Day() {
		return t.Year() - 1
	}
	return t.Year()
}

// timeOfDay finds the first time of day, as "06:28"; "" when there is none.
func timeOfDay(ts []token) string {
	for i := range ts {
		h, m, j := numberAt(ts, i), 0, i+1
		if in(" : ", at(ts, j)) && j+1 < len(ts) && len(ts[j+1].s) == 2 && ts[j+1].digit {
			m, j = numberAt(ts, j+1), j+2
		}
		afternoon, half := halfDay(ts, j)
		if h < 0 || h > 23 || m > 59 || j == i+1 && !half || half && (h < 1 || h > 12) {
			continue
		}
		if half {
			h %= 12
			h += 12 * btoi(afternoon)
		}
		return pad(h, 2) + ":" + pad(m, 2)
	}
	return ""
}

// halfDay reports whether "am" or "pm" stands at i, and which.
func halfDay(ts []token, i int) (afternoon, ok bool) {
	s := at(ts, i)
	if (s == "a" || s == "p") && at(ts, i+1) == "." && at(ts, i+2) == "m" {
		s += "m"
	}
	return s == "pm", s == "pm" || s == "am"
}
