// Package suggest proposes how passages of different articles relate, each
// proposal with its reason; it never changes anything.
//
// There is no model. Passages are compared by their character 3-grams (tf-idf,
// an inverted index), and four rules look at what words mean for the matter:
// the same quantity with another number, one quotation cut differently, a hedge
// or a denial that the other source does not have. What a person accepts
// becomes an [annotations.Relation] that names the rule as its origin; what a
// person refuses becomes an [annotations.Dismissal] and is not proposed again.
//
// What lives here is the index, the rules and their thresholds. Drawing, storing
// and deciding live elsewhere.
package suggest
