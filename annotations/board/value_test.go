package board

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
)

// number is how a test writes a value: the normal form, and how it was summed.
func number(v Value) string {
	if e := v.Explain(); e != "" {
		return e
	}
	return strings.TrimSpace(v.Norm + " " + strings.Trim(v.Unit, "%"))
}

func TestParseNumber(t *testing.T) {
	for words, want := range map[string]string{
		"35":                            "35",
		"thirty-five":                   "35",
		"Thirty five":                   "35",
		"35 people":                     "35 people",
		"67":                            "67",
		"twenty-nine":                   "29",
		"1,200":                         "1200",
		"1 200":                         "1200",
		"1\u202f234\u202f567":           "1234567",
		"5 thousand":                    "5000",
		"5k":                            "5000",
		"1.5 million":                   "1500000",
		"half a million people":         "500000 people",
		"two dozen":                     "24",
		"a dozen":                       "12",
		"half a dozen children":         "6 children",
		"a couple of passengers":        "2 passengers",
		"a hundred and thirty-eight":    "138",
		"two hundred and five thousand": "205000",
		"three million two hundred thousand and one": "3200001",
		"one hundred twenty":                         "120",
		"0":                                          "0",
		"none":                                       "0",
		"No one":                                     "0",
		"no survivors":                               "0 survivors",
		"zero":                                       "0",
		"-":                                          "",
		"":                                           "",
		"nobody knows":                               "0",
		"many":                                       "",
		"35 passengers and three crew":               "35 passengers + 3 crew = 38",
		"62 passengers and five crew members":        "62 passengers + 5 crew members = 67",
		"62 passengers and a crew of five":           "62 passengers + 5 crew = 67",
		"35 passengers and three members of the crew": "35 passengers + 3 members = 38",
		"27 and two":                     "27 + 2 = 29",
		"12 men, 8 women and 3 children": "12 men + 8 women + 3 children = 23",
		"Twenty-seven passengers and two crew members lived":                              "27 passengers + 2 crew members = 29",
		"62 people, including five crew":                                                  "62 people",
		"62 people, including five crew and three children":                               "62 people",
		"Survivors, including 27 passengers and two crew members":                         "27 passengers + 2 crew members = 29",
		"survivors, among them 27 passengers and two crew":                                "27 passengers + 2 crew = 29",
		"Survivors, including two crew members":                                           "2 crew members",
		"29 survivors, including 27 passengers and two crew":                              "29 survivors",
		"The dead include pilots. Survivors, including 27 passengers and two crew, spoke": "27 passengers + 2 crew = 29",
		"29 survivors have been counted, three of them children":                          "29 survivors",
		"67 passengers: 42 citizens of Azerbaijan":                                        "67 passengers",
		"38 of the 67 people":                                                             "38",
		"38 out of 67":                                                                    "38",
		"Eleven of the injured":                                                           "11 injured",
		"at least 38":                                                                     "≥ 38",
		"no fewer than thirty-eight":                                                      "≥ 38",
		"more than 38":                                                                    "≥ 39",
		"38 or more":                                                                      "≥ 38",
		"38+":                                                                             "≥ 38",
		"as many as 38 lives":                                                             "≤ 38 lives",
		"up to 40":                                                                        "≤ 40",
		"fewer than 40":                                                                   "≤ 39",
		"about 40":                                                                        "about 40",
		"nearly 70 people":                                                                "about 70 people",
		"between 35 and 38":                                                               "35–38",
		"35 to 38":                                                                        "35–38",
		"35-38":                                                                           "35–38",
		"35–38 dead":                                                                      "35–38 dead",
		"35 or 38":                                                                        "35–38",
		"25%":                                                                             "25 %",
		"25 per cent":                                                                     "25 %",
		"$5 million":                                                                      "5000000 $",
		"Embraer 190":                                                                     "190",
		"2024":                                                                            "2024",
		"five-member crew":                                                                "5",
		"38 may have died":                                                                "38",
		"9007199254740993":                                                                "",
	} {
		if got := number(ParseNumber(words)); got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

// Several numbers in a passage: the question tells which.
func TestNumberAskedFor(t *testing.T) {
	dead := &annotations.Question{Text: "How many died?", Type: annotations.ValueNumber, Unit: "people"}
	lived := &annotations.Question{Text: "How many survived?", Type: annotations.ValueNumber}
	aboard := &annotations.Question{Text: "How many were aboard?", Type: annotations.ValueNumber}
	for _, c := range []struct {
		words               string
		dead, lived, aboard string // "-" where the words do not say
	}{
		{"left 35 people dead and 29 survivors", "35", "29", "-"},
		{"35 dead and 29 survivors", "35", "29", "-"},
		{"carried 62 passengers and five crew members, with 27 passengers and two crew members ultimately surviving the disaster", "-", "29", "67"},
		{"which claimed the lives of 35 passengers and three crew members", "38", "-", "-"},
		{"Claims 35 Lives as Survivors and Officials Respond", "35", "-", "-"},
		{"On the way to Grozny it carried 67 passengers, 42 of them from Azerbaijan. Thirty-eight people have been confirmed dead.", "38", "-", "67"},
		{"On December 25, 2024, the crash of the Embraer-190 killed 35 people", "35", "-", "-"},
		{"The plane had 62 passengers and five crew on board. So far 29 survivors have been counted, three of them children.", "-", "29", "67"},
		{"Survivors, including 27 passengers and two crew members, told of smoke and cold", "-", "29", "-"},
		{"Of 67 aboard 38 died. Survivors, including 27 passengers and two crew members, spoke of chaos", "38", "29", "-"},
		{"Flight 8432 came down on 25 Dec 2024 at 06:28 with 67 people aboard, 38 died", "38", "-", "67"},
	} {
		for _, x := range []struct {
			q    *annotations.Question
			want string
		}{{dead, c.dead}, {lived, c.lived}, {aboard, c.aboard}} {
			if got := ParseValue(x.q, c.words, "").Norm; x.want != "-" && got != x.want {
				t.Errorf("%s %q: %q, want %q", x.q.Text, c.words, got, x.want)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for words, want := range map[string]string{
		"On 25 December 2024, Flight 8432, an Embraer-190 with 67 people aboard": "67 people",
		"62 passengers and five crew members":                                    "62 passengers|5 crew members",
		"Eleven towers, three applications for them":                             "11 towers|3 applications",
		"at 3:46 PM, or 15.40":                                                   "15.4",
		"an S-300 and an A320 of 2018":                                           "",
		"a 35-year-old man and one of the pilots":                                "",
		"April 23 that the":                                                      "",
		"😀 Ақтау 38 погибших":                                                    "38 погибших",
	} {
		var got []string
		for _, n := range Numbers(words) {
			got = append(got, strings.TrimSpace(interval(n.Lo, n.Hi)+" "+n.Unit))
			if r := []rune(words); n.End > len(r) || n.Empty() || !strings.HasSuffix(strings.ToLower(string(r[n.Start:n.End])), n.Unit) {
				t.Errorf("%q: %v is not %q", words, n.Span, n.Unit)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", words, s, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	when := &annotations.Question{Text: "When?", Type: annotations.ValueDate}
	const thursday = "2024-12-26T15:46:00Z"
	for words, want := range map[string]string{
		"25 December 2024":           "2024-12-25",
		"December 25, 2024":          "2024-12-25",
		"on Dec. 25th, 2024":         "2024-12-25",
		"the 25th of December":       "2024-12-25",
		"Dec. 25":                    "2024-12-25",
		"27 December":                "2023-12-27", // the last one before the article came out
		"2024-12-25":                 "2024-12-25",
		"2024-12-25T06:28":           "2024-12-25T06:28",
		"25.12.2024":                 "2024-12-25",
		"25/12/2024":                 "2024-12-25",
		"12/25/2024":                 "2024-12-25",
		"December 2024":              "2024-12",
		"2024-12":                    "2024-12",
		"in 2024":                    "2024",
		"Wednesday":                  "2024-12-25",
		"on Thursday":                "2024-12-26",
		"yesterday at 6:28 a.m.":     "2024-12-25T06:28",
		"25 December 2024, 11:05 pm": "2024-12-25T23:05",
		"25 December, at 12 am":      "2024-12-25T00:00",
		"31 February 2024":           "",
		"it may be":                  "",
		"soon":                       "",
	} {
		if got := ParseValue(when, words, thursday).Norm; got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
	if got := ParseValue(when, "Wednesday", "").Norm; got != "" {
		t.Errorf("a day told from an unknown one is %q", got)
	}
}

func TestParseChoice(t *testing.T) {
	cause := &annotations.Question{Text: "Why?", Type: annotations.ValueChoice, Choices: []annotations.Choice{
		{Value: "missile", Words: []string{"air defence", "surface-to-air", "shot down"}}, {Value: "bird strike", Words: []string{"birds"}}, {Value: "drones"},
	}}
	for words, want := range map[string]string{
		"Bird strike":                 "bird strike",
		"a flock of birds":            "bird strike",
		"Russian air defence missile": "missile",
		"a surface-to-air missile":    "missile",
		"the Kyiv regime’s drones":    "drones",
		"drones, or perhaps missiles": "drones",
		"The “terrorist attack”":      "terrorist attack",
		"":                            "",
	} {
		if got := ParseValue(cause, words, "").Norm; got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

func TestAgrees(t *testing.T) {
	text := &annotations.Question{Text: "Which flight?", Type: annotations.ValueText}
	day := &annotations.Question{Text: "When?", Type: annotations.ValueDate}
	count := &annotations.Question{Text: "How many?", Type: annotations.ValueNumber}
	for _, c := range []struct {
		q    *annotations.Question
		a, b string
		want bool
	}{
		{count, "38", "thirty-eight people", true},
		{count, "38", "35", false},
		{count, "at least 30", "38", true},
		{count, "at least 40", "38", false},
		{count, "about 40", "38", true},
		{count, "about 40", "35", false},
		{count, "38 %", "38", false},
		{count, "none", "0", true},
		{count, "many", "many", false},
		{text, "Flight J2-8243", "J28243", true},
		{text, "J2 8243", "8432", false},
		{text, "the Russian army", "Russian Army", true},
		{day, "25 December 2024", "2024-12-25T06:28", true},
		{day, "December 2024", "26 December 2024", true},
		{day, "25 December 2024", "26 December 2024", false},
	} {
		a, b := ParseValue(c.q, c.a, ""), ParseValue(c.q, c.b, "")
		if a.Agrees(b) != c.want || b.Agrees(a) != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, !c.want)
		}
	}
}

// said writes n as English does.
func said(n int) string {
	switch {
	case n < 21:
		return numerals[n]
	case n < 100:
		s := numerals[n/10+18]
		if n%10 > 0 {
			s += "-" + numerals[n%10]
		}
		return s
	}
	for _, s := range []struct {
		n    int
		name string
	}{{1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}, {100, "hundred"}} {
		if n >= s.n {
			out := said(n/s.n) + " " + s.name
			if rest := n % s.n; rest > 0 && rest < 100 {
				out += " and " + said(rest)
			} else if rest > 0 {
				out += " " + said(rest)
			}
			return out
		}
	}
	return ""
}

// Every number reads back from its words, from its digits, and from its normal
// form, whatever bounds it.
func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 200), rapid.IntRange(0, 1e11)).Draw(t, "n")
		if v := ParseNumber(said(n)); v.Lo != float64(n) || v.Hi != v.Lo {
			t.Fatalf("%q is %s, want %d", said(n), v.Norm, n)
		}
		frame := rapid.SampledFrom([]string{"@", "at least @", "more than @", "@+", "up to @", "about @", "@ to 200000000000", "@ %", "@ people", "between @ and 200000000000"}).Draw(t, "frame")
		v := ParseNumber(strings.Replace(frame, "@", decimal(float64(n)), 1))
		if !v.OK() {
			t.Fatalf("%q of %d is nothing", frame, n)
		}
		w := ParseNumber(v.Norm)
		if w.Norm != v.Norm || w.Lo != v.Lo || w.Hi != v.Hi {
			t.Fatalf("%q of %d is %q, which is %q", frame, n, v.Norm, w.Norm)
		}
	})
}

// Whatever the words, what is read holds together.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"35 passengers and three crew", "at least 38", "35-38", "25.12.2024", "1 200 000", "half a", "no crew", "of five", "> = 3", "-5", "<0", "12:5", "😀3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1000 {
			return
		}
		points := len([]rune(s))
		end := 0
		for _, n := range Numbers(s) {
			if n.Start < end && n.Start < 0 || n.End > points || n.Empty() || n.Lo > n.Hi || math.IsNaN(n.Lo) {
				t.Fatalf("%q: %+v", s, n)
			}
			end = n.End
		}
		for _, k := range []annotations.ValueType{annotations.ValueNumber, annotations.ValueDate, annotations.ValueChoice, annotations.ValueText} {
			q := &annotations.Question{Text: "How many died?", Type: k}
			v := ParseValue(q, s, "2024-12-26")
			if v.Lo > v.Hi {
				t.Fatalf("%s %q: %+v", k, s, v)
			}
			if w := ParseValue(q, v.Norm, ""); v.OK() && w.Norm != v.Norm {
				t.Fatalf("%s %q is %q, which is %q", k, s, v.Norm, w.Norm)
			}
		}
	})
}

// The five accounts of one crash contradict each other, and it shows.
func TestDossier(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/articles/*.txt")
	if len(paths) != 5 {
		t.Skip("the articles of the dossier are not here")
	}
	dead := &annotations.Question{Text: "How many died?", Type: annotations.ValueNumber, Unit: "people"}
	for i, c := range []struct{ sentence, want string }{
		{"Claims 35 Lives", "35"},
		{"claimed the lives of 35 passengers and three crew members", "38"},
		{"left 35 people dead and 29 survivors", "35"},
		{"resulting in the deaths of 38 individuals onboard", "38"},
		{"Thirty-eight people have been confirmed dead", "38"},
	} {
		b, err := os.ReadFile(paths[i])
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), c.sentence) {
			t.Errorf("%s does not say %q", filepath.Base(paths[i]), c.sentence)
		}
		if got := ParseValue(dead, c.sentence, "").Norm; got != c.want {
			t.Errorf("%q: %s, want %s", c.sentence, got, c.want)
		}
	}
}
