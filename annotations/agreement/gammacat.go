package agreement

// gammaCat is γ-cat: of the units γ has aligned, do the labels agree? Each
// aligned pair weighs the more the better it lies; units with no partner do
// not count, as in the paper (pygamma adds a penalty for them). Mathet, The
// agreement measure γcat: a complement to γ focused on categorization of a
// continuum, Computational Linguistics 43(3), 2017. Where several alignments
// are equally good, it depends on which was found.
func gammaCat(s sums) Score {
	if r := gammaReason(s); r != "" {
		return undefined(r)
	}
	if s.at(gammaWeight) == 0 {
		return undefined(NothingShared)
	}
	out := corrected(s.at(gammaUnlike), s.at(gammaChance), s.at(gammaUnits))
	out.Note = gammaNote(s)
	return out
}
