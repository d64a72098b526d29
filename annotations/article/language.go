package article

import (
	"strings"
	"unicode"
)

// stopWords are the most frequent function words of languages in Latin script,
// chosen so that neighbours differ.
var stopWords = map[string]map[string]bool{
	"en": set("the of and to in a is that for was with said on from by as has were it at"),
	"de": set("der die und das den von zu mit ist im nicht ein eine dem des auf für sich wurde"),
	"fr": set("le les des et une est dans pour du au sur pas par qui avec à ses ont été la de"),
	"es": set("el los las y en por con del una para se su más según que fue la de es"),
	"pt": set("o os as do da em um uma para com não na dos no pelo são foi que e de"),
	"it": set("il di che un per non del della sono nel gli alla dei è con una la e ha"),
	"nl": set("de het een van en dat op te voor met niet zijn is werd ook"),
	"pl": set("w i na z nie się że jest to od przez po był oraz do"),
	"sv": set("och att det som på är av för den med inte en har till"),
	"ro": set("și de la în cu pe un care din a fost pentru sunt nu"),
	"tr": set("ve bir bu için ile da de olarak çok daha olan gibi sonra dedi"),
	"az": set("və bir bu ilə üçün də da edib olan görə kimi ki olub bildirib"),
	"uz": set("va bir bu bilan uchun ham edi bo'lgan deb ekan"),
}

// detectWords is how many words are looked at.
const detectWords = 2000

// detect finds the language of the lines that are not folded, as a BCP 47
// language subtag; "" when it is not sure. The script decides where it can,
// letters that only one language has come next, function words last (Grefenstette,
// "Comparing two language identification schemes", JADT 1995, found a list of
// short words enough from some ten words on).
func detect(ls []*line) string {
	words := sample(ls)
	letters := map[rune]int{}
	script := map[string]int{}
	total := 0
	for _, w := range words {
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters[r]++
				script[scriptOf(r)]++
				total++
			}
		}
	}
	if total < 20 {
		return ""
	}
	for s, n := range script {
		if 4*n >= 3*total {
			return inScript(s, words, letters, n)
		}
	}
	if script["kana"]*20 > total && script["kana"]+script["han"] > total*3/4 {
		return "ja"
	}
	return ""
}

// sample returns the first words, in lower case and without punctuation.
func sample(ls []*line) []string {
	var out []string
	for _, l := range ls {
		if l.folded {
			continue
		}
		text := strings.ReplaceAll(strings.ToLower(l.text), "’", "'")
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }) {
			if out = append(out, w); len(out) == detectWords {
				return out
			}
		}
	}
	return out
}

func scriptOf(r rune) string {
	switch {
	case unicode.Is(unicode.Latin, r):
		return "latin"
	case unicode.Is(unicode.Cyrillic, r):
		return "cyrillic"
	case unicode.Is(unicode.Arabic, r):
		return "arabic"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	case unicode.Is(unicode.Greek, r):
		return "el"
	case unicode.Is(unicode.Georgian, r):
		return "ka"
	case unicode.Is(unicode.Armenian, r):
		return "hy"
	case unicode.Is(unicode.Hangul, r):
		return "ko"
	case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
		return "kana"
	case unicode.Is(unicode.Han, r):
		return "han"
	}
	return ""
}

func inScript(script string, words []string, letters map[rune]int, total int) string {
	switch script {
	case "latin":
		return byWords(words)
	case "cyrillic":
		return cyrillic(letters, total)
	case "arabic":
		return arabic(letters, total)
	case "kana":
		return "ja"
	case "han":
		return "zh"
	}
	return script
}

// byWords takes the language most of whose function words occur, if they make
// up an eighth of the words and a quarter more than those of any other.
func byWords(words []string) string {
	hits := map[string]int{}
	for _, w := range words {
		for lang, stop := range stopWords {
			if stop[w] {
				hits[lang]++
			}
		}
	}
	best, most, second := "", 0, 0
	for lang, n := range hits {
		switch {
		case n > most:
			best, most, second = lang, n, most
		case n > second:
			second = n
		}
	}
	if most < 4 || 8*most < len(words) || 4*most < 5*second {
		return ""
	}
	return best
}

// cyrillic tells apart the languages in Cyrillic script by their letters.
func cyrillic(n map[rune]int, total int) string {
	sum := func(letters string) (k int) {
		for _, r := range letters {
			k += n[r]
		}
		return k
	}
	switch {
	case sum("ђјљњћџѓќѕҷӣӯҹҝҗӈ") > 0:
		return "" // Serbian, Macedonian, Tajik, Tatar and others
	case sum("қғұ")*100 > total && n['і'] > 0:
		return "kk"
	case sum("ңөүһҳә")*200 > total:
		return ""
	case sum("їєґ")*200 > total && sum("ыэё")*20 < sum("їєіґ"):
		return "uk"
	case n['ў']*200 > total:
		return "be"
	case sum("ыэ")*100 > total && sum("іїє")*20 < sum("ыэ"):
		return "ru"
	case n['ъ']*100 > total && sum("ыэё") == 0:
		return "bg"
	}
	return ""
}

// arabic tells Arabic from Persian and Urdu by the letters Arabic lacks.
func arabic(n map[rune]int, total int) string {
	switch {
	case (n['ٹ']+n['ڈ']+n['ڑ']+n['ے'])*100 > total:
		return "ur"
	case (n['ە']+n['ۆ']+n['ێ'])*100 > total:
		return ""
	case (n['پ']+n['چ']+n['ژ']+n['گ']+n['ی'])*100 > total:
		return "fa"
	case (n['ة']+n['ى']+n['أ']+n['إ']+n['ي'])*100 > total:
		return "ar"
	}
	return ""
}
