package format

import (
	"fmt"
	"path"
	"strings"

	"gloss/annotations"
)

// Pack returns a project in many formats as one archive, made to be published:
// the formats of the given keys (nil: every one that is written), each in a
// folder of its key; training data, project file and data card at the top,
// where the Hugging Face hub looks for them; the guideline; and LOSSES.txt,
// which says what each format leaves out. Equal projects and options give equal
// bytes, as long as the same release of Go compresses them.
//
// The error wraps [ErrFormat] for a key that is none, or is that of the first
// format that cannot be written.
func Pack(p *annotations.Project, keys []string, o WriteOptions) (File, error) {
	chosen, err := chosenFormats(keys)
	if err != nil {
		return File{}, err
	}
	card, err := writeCard(p, o)
	if err != nil {
		return File{}, err
	}
	files := []File{{Name: "README.md", Data: card}, {Name: "LOSSES.txt", Data: []byte(lossesText(p, chosen, o))}}
	if g := p.Scheme().Guideline; g != "" {
		files = append(files, File{Name: "guideline.md", Data: []byte(strings.TrimRight(g, "\n") + "\n")})
	}
	step := o.Step
	for i, f := range chosen {
		o.Step = step.part(i, len(chosen)+1)
		written, err := f.files(p, o)
		if err != nil {
			return File{}, fmt.Errorf("%s: %w", f.Key, err)
		}
		files = append(files, written...)
	}
	b, err := archived(files, step.part(len(chosen), len(chosen)+1))
	if err != nil {
		return File{}, err
	}
	return File{fileName(p) + ".zip", zipMIME, b}, nil
}

// chosenFormats are the formats of keys, in the order of the menu.
func chosenFormats(keys []string) (out []Format, err error) {
	wanted := map[string]bool{}
	for _, k := range keys {
		if f, ok := Find(k); !ok || f.Write == nil {
			return nil, fmt.Errorf("%w: there is no format %.40q to write", ErrFormat, k)
		}
		wanted[k] = true
	}
	for _, f := range Formats {
		if f.Write != nil && (keys == nil || wanted[f.Key]) {
			out = append(out, f)
		}
	}
	return out, nil
}

// files are a format's files as they lie in a pack. An archive is taken apart:
// one within another helps nobody. The data card is there already.
func (f Format) files(p *annotations.Project, o WriteOptions) (out []File, err error) {
	written, err := f.Write(p, o)
	if err != nil {
		return nil, err
	}
	if len(written) > 0 && isZip(written[0].Data) {
		if written, err = unzip(written[0].Data); err != nil {
			return nil, err
		}
	}
	for _, file := range written {
		switch {
		case f.Key == "jsonl" && file.Name == "README.md":
			continue
		case f.Key != "jsonl" && f.Key != "gloss":
			file.Name = path.Join(f.Key, file.Name)
		}
		out = append(out, file)
	}
	return out, nil
}

// lossesText is LOSSES.txt.
func lossesText(p *annotations.Project, fs []Format, o WriteOptions) string {
	var b strings.Builder
	b.WriteString("What each format leaves out, with up to three examples.\nThe project file leaves out nothing.\n")
	for _, f := range fs {
		losses := f.Losses(p, o)
		if len(losses) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s (%s)\n", f.Title, f.Key)
		for _, l := range losses {
			fmt.Fprintf(&b, "%6d  %s\n", l.Count, l.What)
			if len(l.Examples) > 0 {
				fmt.Fprintf(&b, "        as %s\n", oneLine(strings.Join(l.Examples, "; ")))
			}
		}
	}
	return b.String()
}
