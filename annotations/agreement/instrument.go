package agreement

// instrument reads texts: a row for each part, and the scores the sums give.
type instrument struct {
	rows   func(t *text) ([]sums, error)
	gauges []gauge
	family bool // the sums are those of uα
}

// gauge is one score of an instrument.
type gauge struct {
	of    func(*Scores) *Score
	score func(sums) Score
	plain bool // without interval
}

// bench is what instruments share.
type bench struct {
	raters   int
	labels   int
	entities *sets
	chance   *chance // nil: no γ
	pace     *pace
}

// instruments lists all measures.
func (b *bench) instruments() []instrument {
	out := []instrument{
		b.match(func(s *Scores) *Score { return &s.ExactF1 }, b.lists(exact, labelled)),
		b.match(func(s *Scores) *Score { return &s.OverlapF1 }, b.lists(overlap, labelled)),
		b.match(func(s *Scores) *Score { return &s.IoU50F1 },
			func(_ *passage, x, y *voter, p *pace) (hits, error) { return iou(x.spans, y.spans, half, p) }),
		b.match(func(s *Scores) *Score { return &s.SoftF1 }, simple(soft)),
		b.match(func(s *Scores) *Score { return &s.ExactSpanF1 }, b.lists(exact, placed)),
		b.match(func(s *Scores) *Score { return &s.OverlapSpanF1 }, b.lists(overlap, placed)),
		b.match(func(s *Scores) *Score { return &s.Agr }, simple(agr)),
		b.match(func(s *Scores) *Score { return &s.CharF1 }, along(chars)),
		b.match(func(s *Scores) *Score { return &s.TokenF1 }, along(tokens)),
		b.match(func(s *Scores) *Score { return &s.SentenceF1 }, along(sentences)),
		b.match(func(s *Scores) *Score { return &s.LinkStrongF1 }, b.lists(exact, mentioned)),
		b.match(func(s *Scores) *Score { return &s.LinkWeakF1 }, b.lists(overlap, mentioned)),
		b.coding(tokens,
			gauge{of: func(s *Scores) *Score { return &s.TokenAlpha }, score: alpha},
			gauge{of: func(s *Scores) *Score { return &s.TokenPi }, score: fleiss},
			gauge{of: func(s *Scores) *Score { return &s.TokenS }, score: bennett},
			gauge{of: func(s *Scores) *Score { return &s.TokenAC1 }, score: gwet}),
		b.coding(sentences,
			gauge{of: func(s *Scores) *Score { return &s.SentenceAlpha }, score: alpha},
			gauge{of: func(s *Scores) *Score { return &s.SentencePi }, score: fleiss},
			gauge{of: func(s *Scores) *Score { return &s.SentenceS }, score: bennett},
			gauge{of: func(s *Scores) *Score { return &s.SentenceAC1 }, score: gwet}),
		b.kappa(tokens, func(s *Scores) *Score { return &s.TokenKappa }),
		b.kappa(sentences, func(s *Scores) *Score { return &s.SentenceKappa }),
		b.squared(),
		b.unitizing(),
		b.links(),
	}
	if b.chance != nil {
		out = append(out, b.disorders())
	}
	return out
}

// perPart reads each part by itself.
func perPart(read func(p *passage) (sums, error)) func(t *text) ([]sums, error) {
	return func(t *text) ([]sums, error) {
		out := make([]sums, len(t.parts))
		for i := range t.parts {
			s, err := read(&t.parts[i])
			if err != nil {
				return nil, err
			}
			out[i] = s
		}
		return out, nil
	}
}

func labelled(v *voter) []span  { return v.spans }
func placed(v *voter) []span    { return v.places }
func mentioned(v *voter) []span { return v.mentions }

func (b *bench) lists(count func(x, y []span) hits, of func(*voter) []span) comparison {
	return func(_ *passage, x, y *voter, _ *pace) (hits, error) { return count(of(x), of(y)), nil }
}

func simple(count func(x, y *voter) hits) comparison {
	return func(_ *passage, x, y *voter, _ *pace) (hits, error) { return count(x, y), nil }
}

func along(axis int) comparison {
	return func(_ *passage, x, y *voter, _ *pace) (hits, error) { return covered(x, y, axis), nil }
}

// match is an F1.
func (b *bench) match(of func(*Scores) *Score, compare comparison) instrument {
	return instrument{
		rows:   perPart(func(p *passage) (sums, error) { return matchRow(p, b.raters, compare, b.pace) }),
		gauges: []gauge{{of: of, score: matchScore}},
	}
}

func (b *bench) coding(axis int, gauges ...gauge) instrument {
	return instrument{rows: perPart(func(p *passage) (sums, error) {
		strips := make([]strip, len(p.voters))
		for i, v := range p.voters {
			strips[i] = v.strips[axis]
		}
		return codingRow(p.origin(axis), strips, b.pace)
	}), gauges: gauges}
}

func (b *bench) kappa(axis int, of func(*Scores) *Score) instrument {
	return instrument{
		rows:   perPart(func(p *passage) (sums, error) { return cohenRow(p, axis, b.raters, b.pace) }),
		gauges: []gauge{{of: of, score: func(s sums) Score { return cohen(s, b.raters) }}},
	}
}

func (b *bench) squared() instrument {
	return instrument{
		rows:   func(t *text) ([]sums, error) { return alphaURows(t, b.labels, b.pace) },
		gauges: []gauge{{of: func(s *Scores) *Score { return &s.AlphaU }, score: alphaU}},
	}
}

func (b *bench) unitizing() instrument {
	return instrument{
		rows: perPart(func(p *passage) (sums, error) { return unitRow(p, b.pace) }),
		gauges: []gauge{
			{of: func(s *Scores) *Score { return &s.UAlpha }, score: uAlpha},
			{of: func(s *Scores) *Score { return &s.BUAlpha }, score: buAlpha},
			{of: func(s *Scores) *Score { return &s.CUAlpha }, score: cuAlpha},
		},
		family: true,
	}
}

func (b *bench) links() instrument {
	return instrument{
		rows: perPart(func(p *passage) (sums, error) { return linkRow(p, b.entities, b.pace) }),
		gauges: []gauge{
			{of: func(s *Scores) *Score { return &s.LinkAccuracy }, score: linkAccuracy},
			{of: func(s *Scores) *Score { return &s.LinkJaccard }, score: linkSimilarity},
			{
				of: func(s *Scores) *Score { return &s.LinkAlpha }, plain: true,
				score: func(s sums) Score { return linkAlpha(s, b.entities) },
			},
		},
	}
}

func (b *bench) disorders() instrument {
	return instrument{
		rows: func(t *text) ([]sums, error) {
			d, err := b.chance.document(t)
			out := make([]sums, len(d))
			for i := range d {
				out[i] = d[i][:]
			}
			return out, err
		},
		gauges: []gauge{
			{of: func(s *Scores) *Score { return &s.Gamma }, score: gamma},
			{of: func(s *Scores) *Score { return &s.GammaCat }, score: gammaCat},
		},
	}
}
