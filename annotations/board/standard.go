package board

import (
	"strings"

	"gloss/annotations"
)

// standardID is what the ids of the standard questions begin with: whoever adds
// one adds the same row.
const standardID = "urn:x-gloss:question:"

// Standard returns the questions that are asked of nearly every event, in the
// order of a board. They are offered; a board has those that somebody added.
func Standard() []*annotations.Question {
	const number, text = annotations.ValueNumber, annotations.ValueText
	ask := func(key, words string, k annotations.ValueType, unit string) *annotations.Question {
		return &annotations.Question{Stamp: annotations.Stamp{ID: standardID + key}, Text: words, Type: k, Unit: unit}
	}
	cause := ask("cause", "What caused it?", annotations.ValueChoice, "")
	cause.Choices = causes()
	return []*annotations.Question{
		ask("dead", "How many died?", number, "people"),
		ask("survivors", "How many survived?", number, "people"),
		ask("aboard", "How many were aboard?", number, "people"),
		ask("injured", "How many were injured?", number, "people"),
		cause,
		ask("blamed", "Who is blamed?", text, ""),
		ask("where", "Where did it happen?", text, ""),
		ask("when", "When did it happen?", annotations.ValueDate, ""),
		ask("flight", "What was the flight number?", text, ""),
	}
}

// causes are those that news of crashes and attacks name oftenest.
func causes() []annotations.Choice {
	of := func(value, words string) annotations.Choice {
		return annotations.Choice{Value: value, Words: strings.Split(words, "|")}
	}
	return []annotations.Choice{
		of("missile", "air defence|air defense|anti-aircraft|surface-to-air|shot down|shrapnel|Pantsir|S-300|Buk"),
		of("drone attack", "drone|unmanned|terrorist attack|terrorist drone"),
		of("bird strike", "bird|flock of birds"),
		of("technical fault", "technical failure|mechanical failure|mechanical fault|malfunction|engine failure"),
		of("human error", "pilot error|crew error"),
		of("weather", "fog|storm|icing|ice"),
		of("sabotage", "bomb|explosive device"),
		of("fire", "arson"),
	}
}

// StandardOf returns the standard question of a key, as "dead"; nil when there
// is none.
func StandardOf(key string) *annotations.Question {
	for _, q := range Standard() {
		if q.ID == standardID+key {
			return q
		}
	}
	return nil
}

// place is where a question stands among the standard ones, which come first;
// their number when it is none of them.
func place(id string, standard []*annotations.Question) int {
	for i, q := range standard {
		if q.ID == id {
			return i
		}
	}
	return len(standard)
}
