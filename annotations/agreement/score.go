package agreement

import "encoding/json"

// Reason says why a score has no value.
type Reason string

// The reasons.
const (
	NoAnnotations Reason = "no_annotations" // nobody marked anything
	OneAnnotator  Reason = "one_annotator"  // no document was done by two
	NoVariation   Reason = "no_variation"   // one value throughout: chance alone agrees
	NothingShared Reason = "nothing_shared" // no place was marked by two
	TooLittle     Reason = "too_little"     // too little was marked by two to tell what chance does
	TooLarge      Reason = "too_large"      // beyond the limits of γ in the package documentation
	Skipped       Reason = "skipped"        // not asked for
)

// Score is the value of one measure, or the reason why there is none.
type Score struct {
	Value  float64 // meaningless unless Reason is ""
	Reason Reason
	Note   string // how it was computed, where that is not the plain definition

	// N is how much was compared: for F1 the spans (or code points, tokens,
	// sentences) of both annotators, summed over pairs, and Agreed those of
	// them that met their like. For κ, π, S, AC1 and α it is the items with
	// two votes, for the uα family the code points times annotators, for γ
	// the units.
	N, Agreed float64

	// Observed and Expected are the disagreement found and that expected by
	// chance, in the measure's own unit: the value is 1 - Observed/Expected.
	// Both are 0 for F1, which is not corrected for chance.
	Observed, Expected float64

	// Error is the standard error left by simulating chance; 0 where chance
	// is computed exactly.
	Error float64

	// Low and High bound 95% of the values found by resampling, where
	// Interval is set; [Report].Resampled says what was resampled.
	Low, High float64
	Interval  bool
}

func undefined(r Reason) Score { return Score{Reason: r} }

// corrected is the value 1 - observed/expected, undefined for expected 0.
func corrected(observed, expected, n float64) Score {
	s := Score{N: n, Observed: observed, Expected: expected}
	if expected == 0 {
		s.Reason = NoVariation
		return s
	}
	s.Value = 1 - observed/expected
	return s
}

// MarshalJSON writes an undefined value as null, beside its reason.
func (s Score) MarshalJSON() ([]byte, error) {
	type bounds [2]float64
	out := struct {
		Value    *float64 `json:"value"`
		Reason   Reason   `json:"reason,omitempty"`
		Note     string   `json:"note,omitempty"`
		N        float64  `json:"n"`
		Agreed   float64  `json:"agreed,omitempty"`
		Observed float64  `json:"observed,omitempty"`
		Expected float64  `json:"expected,omitempty"`
		Error    float64  `json:"error,omitempty"`
		Interval *bounds  `json:"interval,omitempty"`
	}{
		Reason: s.Reason, Note: s.Note, N: s.N, Agreed: s.Agreed,
		Observed: s.Observed, Expected: s.Expected, Error: s.Error,
	}
	if s.Reason == "" {
		out.Value = &s.Value
	}
	if s.Interval {
		out.Interval = &bounds{s.Low, s.High}
	}
	return json.Marshal(out)
}

// Words says why there is no value, as the end of a sentence.
func (r Reason) Words() string {
	switch r {
	case NoAnnotations:
		return "nobody marked anything"
	case OneAnnotator:
		return "no article was done by two people"
	case NoVariation:
		return "everything has the same value, so that chance alone would agree"
	case NothingShared:
		return "no place was marked by two people"
	case TooLittle:
		return "too little was marked by two people to tell what chance does"
	case TooLarge:
		return "too much hangs together to be aligned"
	case Skipped:
		return "it was not asked for"
	}
	return string(r)
}
