package agreement

// Options says how to measure.
type Options struct {
	// Seed makes the simulated chance of γ and the intervals reproducible;
	// take it from the documents, not from a clock.
	Seed uint64

	// Rotations is how often chance is simulated for one document, at most;
	// 0 means 30.
	Rotations int

	// Quick leaves out γ and the intervals, all that takes more than a
	// moment.
	Quick bool

	// Step, if set, is called about every millisecond of work; an error it
	// returns stops the measurement and is returned. A browser looks at its
	// clock there and lets the screen draw now and then.
	Step func() error
}

// Measure computes every measure over the documents: overall, for each
// document, for each label and for each pair of annotators. The error is
// that of Step, or says which span does not lie in its document.
func Measure(docs []Document, opts Options) (Report, error) {
	m := &measurement{opts: opts, pace: &pace{step: opts.Step}}
	var err error
	if m.corpus, err = newCorpus(docs, m.pace); err != nil {
		return Report{}, err
	}
	m.entities = newSets()
	m.align = newAligner(usual, m.pace)
	m.kept = map[pairKey]disorder{}
	passages := 0
	for _, t := range m.texts {
		passages += len(t.parts)
	}
	m.draws = &draws{}
	if !opts.Quick {
		if m.draws, err = newDraws(opts.Seed, passages, m.pace); err != nil {
			return Report{}, err
		}
	}
	return m.report(passages)
}

// measurement is one run of Measure.
type measurement struct {
	*corpus
	opts     Options
	pace     *pace
	entities *sets // sets of entities
	align    *aligner
	kept     map[pairKey]disorder
	draws    *draws
}

func (m *measurement) report(passages int) (Report, error) {
	out := Report{
		Annotators: m.raters, Passages: passages,
		Documents: []DocumentScores{}, Labels: []LabelScores{}, Values: []ValueScore{}, Pairs: []PairScores{},
	}
	if len(m.draws.times) > 0 {
		out.Resampled = "documents"
		if len(m.texts) < fewDocuments {
			out.Resampled = "sentences"
		}
	}
	for _, f := range []func(*Report) error{m.pairs, m.overall, m.byLabel} {
		if err := f(&out); err != nil {
			return Report{}, err
		}
	}
	return out, nil
}

// overall measures all texts and each.
func (m *measurement) overall(out *Report) error {
	for _, t := range m.texts {
		d := DocumentScores{ID: t.id, Annotators: []string{}}
		for _, v := range t.voters {
			d.Annotators = append(d.Annotators, m.raters[v.rater])
		}
		out.Documents = append(out.Documents, d)
	}
	return m.read(m.bench(len(m.raters), m.kept), m.texts, reading{
		overall: &out.Overall, documents: out.Documents, intervals: true,
		units: func(s sums) { m.values(s, out) },
	})
}

// values lists (k)uα for each set of labels.
func (m *measurement) values(s sums, out *Report) {
	for value := 1; unitStride*value < len(s); value++ {
		if s.at(unitStride*value+unitLength) == 0 {
			continue
		}
		v := ValueScore{Labels: []string{}}
		for _, l := range m.sets.members[value] {
			v.Labels = append(v.Labels, m.labels[l])
		}
		v.Alpha, v.Coverage = kuAlpha(s, value)
		out.Values = append(out.Values, v)
	}
}

// byLabel measures each label by itself; its cuα is (k)uα among all labels.
func (m *measurement) byLabel(out *Report) error {
	for label, name := range m.labels {
		texts := make([]*text, len(m.texts))
		for i, t := range m.texts {
			var err error
			if texts[i], err = t.labelled(label, m.sets, m.pace); err != nil {
				return err
			}
		}
		l := LabelScores{Label: name}
		if err := m.read(m.bench(len(m.raters), nil), texts, reading{overall: &l.Scores, intervals: true}); err != nil {
			return err
		}
		l.Scores.CUAlpha = undefined(NoAnnotations)
		for _, v := range out.Values {
			if len(v.Labels) == 1 && v.Labels[0] == name {
				l.Scores.CUAlpha = v.Alpha
			}
		}
		out.Labels = append(out.Labels, l)
	}
	return nil
}

// pairs measures every two annotators who share a document.
func (m *measurement) pairs(out *Report) error {
	for a := range m.raters {
		for b := a + 1; b < len(m.raters); b++ {
			shared, err := m.shared(a, b)
			if err != nil {
				return err
			}
			if len(shared) == 0 {
				continue
			}
			p := PairScores{A: m.raters[a], B: m.raters[b], Documents: len(shared)}
			if err := m.read(m.bench(len(m.raters), m.kept), shared, reading{overall: &p.Scores}); err != nil {
				return err
			}
			for _, t := range shared {
				if err := p.Confusion.count(m.labels, t.voters[0], t.voters[1], m.pace); err != nil {
					return err
				}
			}
			out.Pairs = append(out.Pairs, p)
		}
	}
	return nil
}

// shared is the texts both annotators did, without the others.
func (m *measurement) shared(a, b int) ([]*text, error) {
	var out []*text
	for _, t := range m.texts {
		if t.done(a) && t.done(b) {
			out = append(out, t.only(func(r int) bool { return r == a || r == b }))
		}
		if err := m.pace.work(10 * len(t.parts)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// bench is what the instruments for one set of texts share.
func (m *measurement) bench(raters int, kept map[pairKey]disorder) *bench {
	b := &bench{raters: raters, labels: len(m.labels), entities: m.entities, pace: m.pace}
	if !m.opts.Quick {
		most := m.opts.Rotations
		if most <= 0 {
			most = 30
		}
		b.chance = &chance{seed: m.opts.Seed, most: most, align: m.align, inPairs: kept}
	}
	return b
}

// reading is where scores go.
type reading struct {
	overall   *Scores
	documents []DocumentScores // nil: not wanted
	intervals bool
	units     func(sums) // takes the sums of the uα family
}

// read applies every instrument to the texts.
func (m *measurement) read(b *bench, texts []*text, to reading) error {
	if b.chance == nil {
		to.overall.Gamma, to.overall.GammaCat = undefined(Skipped), undefined(Skipped)
		for i := range to.documents {
			s := &to.documents[i].Scores
			s.Gamma, s.GammaCat = undefined(Skipped), undefined(Skipped)
		}
	}
	for _, in := range b.instruments() {
		l := &ledger{}
		ends := make([]int, len(texts))
		for i, t := range texts {
			rows, err := in.rows(t)
			if err != nil {
				return err
			}
			for _, r := range rows {
				l.append(r)
			}
			ends[i] = len(l.rows)
		}
		if err := m.score(in, l, ends, to); err != nil {
			return err
		}
	}
	return nil
}

// score reads the scores of an instrument off its ledger.
func (m *measurement) score(in instrument, l *ledger, ends []int, to reading) error {
	all := l.total(0, len(l.rows))
	for _, g := range in.gauges {
		*g.of(to.overall) = g.score(all)
	}
	if to.units != nil && in.family {
		to.units(all)
	}
	from := 0
	for i := range to.documents {
		s := l.total(from, ends[i])
		for _, g := range in.gauges {
			*g.of(&to.documents[i].Scores) = g.score(s)
		}
		from = ends[i]
		if err := m.pace.work(10 * len(s)); err != nil {
			return err
		}
	}
	if to.intervals && len(m.draws.times) > 0 {
		return m.draws.bounds(l, in.gauges, to.overall)
	}
	return nil
}
