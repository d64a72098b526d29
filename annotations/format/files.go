package format

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"gloss/annotations"
)

// ReadFiles reads files that were given together and merges them. A .txt with
// an .ann of the same name is a pair of brat's, and wherever there is such a
// pair a .txt alone is an article in which nothing was marked. Every other file
// is of the format that its content tells. Paths in the report begin with the
// name of the file.
//
// The first file that cannot be read ends the reading; the error begins with
// its name.
func ReadFiles(files []File, o ReadOptions) (*annotations.Project, Report, error) {
	pairs, others := split(files)
	var read []*annotations.Project
	var all Report
	parts := len(others) + 1
	keep := func(p *annotations.Project, r Report, err error) error {
		read = append(read, p)
		all.append(r)
		return err
	}
	if len(pairs) > 0 {
		if err := keep(readPairs(pairs, o.part(0, parts))); err != nil {
			return nil, Report{}, err
		}
	}
	for i, f := range others {
		if err := keep(readFile(f, o.part(i+1, parts))); err != nil {
			return nil, Report{}, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	p := mergeAll(read)
	all.count(p)
	return p, all, nil
}

// part is o for the k-th of n parts of the reading.
func (o ReadOptions) part(k, n int) ReadOptions {
	o.Step = o.Step.part(k, n)
	return o
}

// mergeAll merges halves, so that no record is copied more often than the
// number of projects can be halved.
func mergeAll(ps []*annotations.Project) *annotations.Project {
	switch n := len(ps); n {
	case 0:
		return &annotations.Project{}
	case 1:
		return ps[0]
	default:
		return annotations.Merge(mergeAll(ps[:n/2]), mergeAll(ps[n/2:]))
	}
}

// readFile reads a file of any format, with its name in the report.
func readFile(f File, o ReadOptions) (*annotations.Project, Report, error) {
	found, ok := Detect(f.Data)
	if !ok {
		return nil, Report{}, ErrFormat
	}
	p, r, err := found.Read(f.Data, o)
	if err != nil {
		return nil, Report{}, err
	}
	for _, list := range r.lists() {
		for i, e := range *list {
			(*list)[i].Path = strings.TrimSuffix(f.Name+": "+e.Path, ": ")
		}
	}
	return p, r, nil
}

// split tells the files of brat from the others.
func split(files []File) (pairs, others []File) {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	brats := ofBrat(names)
	for i, f := range files {
		if brats[i] {
			pairs = append(pairs, f)
		} else {
			others = append(others, f)
		}
	}
	return pairs, others
}

// ofBrat tells which files are brat's, by their names.
func ofBrat(names []string) []bool {
	marked, paired := map[string]bool{}, false
	for _, name := range names {
		if stem, ok := strings.CutSuffix(name, ".ann"); ok {
			marked[stem] = true
		}
	}
	for _, name := range names {
		stem, ok := strings.CutSuffix(name, ".txt")
		paired = paired || ok && marked[stem]
	}
	var out []bool
	for _, name := range names {
		ext := path.Ext(name)
		out = append(out, ext == ".ann" || paired && (ext == ".txt" || ext == ".conf"))
	}
	return out
}

// Together groups files that were given at once, by their names, in the order
// in which they are best read: those of brat are one group, for [ReadFiles],
// every other file is one of its own; tables come last, since they are about
// texts in other files, and tables of relations after those.
func Together(names []string) (groups [][]int) {
	var brats, tables, relations []int
	for i, of := range ofBrat(names) {
		switch name := path.Base(names[i]); {
		case of:
			brats = append(brats, i)
		case name == "relations.csv":
			relations = append(relations, i)
		case path.Ext(name) == ".csv":
			tables = append(tables, i)
		default:
			groups = append(groups, []int{i})
		}
	}
	if brats != nil {
		groups = append(groups, brats)
	}
	for _, i := range append(tables, relations...) {
		groups = append(groups, []int{i})
	}
	return groups
}

// lists are the lists of a report.
func (r *Report) lists() []*[]Entry {
	return []*[]Entry{&r.Altered, &r.Repaired, &r.Unchecked, &r.Orphans, &r.Skipped, &r.Unknown}
}

// append adds what another report found.
func (r *Report) append(o Report) {
	from := o.lists()
	for i, list := range r.lists() {
		*list = append(*list, *from[i]...)
	}
	r.Format, r.Unit, r.Guessed = cmp.Or(r.Format, o.Format), cmp.Or(r.Unit, o.Unit), r.Guessed || o.Guessed
	if r.Readings == nil {
		r.Readings = o.Readings
	}
}
