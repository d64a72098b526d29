package session

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gloss/annotations"
)

// ErrKey says that a label of that name is there already.
var ErrKey = errors.New("there is one of that name already")

// editScheme changes the scheme as one step.
func (s *Session) editScheme(name string, f func(*annotations.Scheme) error) error {
	old := s.project.Scheme()
	scheme := *old
	scheme.Stamp = annotations.Stamp{ID: annotations.SchemeID}
	scheme.Labels = slices.Clone(old.Labels)
	scheme.Relations = slices.Clone(old.Relations)
	scheme.Attributes = slices.Clone(old.Attributes)
	if err := f(&scheme); err != nil {
		return err
	}
	if err := scheme.Check(); err != nil {
		return err
	}
	return s.Do(name, &scheme)
}

// SetLabel changes a label, or adds one whose key is new or "". Keys never
// change, so renaming keeps every annotation. A new label without a key is
// given one made of its title.
func (s *Session) SetLabel(l annotations.Label) error {
	return s.editScheme("Change label", func(scheme *annotations.Scheme) error {
		i := slices.IndexFunc(scheme.Labels, func(o annotations.Label) bool { return o.Key == l.Key })
		if i >= 0 && l.Key != "" {
			scheme.Labels[i] = l
			return nil
		}
		if l.Key == "" {
			l.Key = keyOf(l.Title)
		}
		if slices.ContainsFunc(scheme.Labels, func(o annotations.Label) bool { return o.Key == l.Key }) {
			return fmt.Errorf("label %q: %w", l.Key, ErrKey)
		}
		scheme.Labels = append(scheme.Labels, l)
		return nil
	})
}

// keyOf makes a stable key of a title: "Öffentliche Rede" is "öffentliche-rede".
func keyOf(title string) string {
	return strings.Join(strings.Fields(strings.ToLower(title)), "-")
}

// MoveLabel moves a label up or down in the order in which labels are offered,
// and so to another digit.
func (s *Session) MoveLabel(key string, down bool) error {
	return s.editScheme("Order labels", func(scheme *annotations.Scheme) error {
		i := slices.IndexFunc(scheme.Labels, func(o annotations.Label) bool { return o.Key == key })
		j := i - 1
		if down {
			j = i + 1
		}
		if i < 0 || j < 0 || j >= len(scheme.Labels) {
			return nil
		}
		scheme.Labels[i], scheme.Labels[j] = scheme.Labels[j], scheme.Labels[i]
		return nil
	})
}

// SetAttributeType changes a question asked of annotations, or adds one.
func (s *Session) SetAttributeType(t annotations.AttributeType) error {
	return s.editScheme("Change attribute", func(scheme *annotations.Scheme) error {
		if t.Key == "" {
			t.Key = keyOf(t.Title)
		}
		i := slices.IndexFunc(scheme.Attributes, func(o annotations.AttributeType) bool { return o.Key == t.Key })
		if i >= 0 {
			scheme.Attributes[i] = t
		} else {
			scheme.Attributes = append(scheme.Attributes, t)
		}
		return nil
	})
}

// SetRelationType changes a way in which annotations speak to one another, or
// adds one.
func (s *Session) SetRelationType(t annotations.RelationType) error {
	return s.editScheme("Change relation type", func(scheme *annotations.Scheme) error {
		if t.Key == "" {
			t.Key = keyOf(t.Title)
		}
		i := slices.IndexFunc(scheme.Relations, func(o annotations.RelationType) bool { return o.Key == t.Key })
		if i >= 0 {
			scheme.Relations[i] = t
		} else {
			scheme.Relations = append(scheme.Relations, t)
		}
		return nil
	})
}

// SetGuideline changes the guideline, Markdown.
func (s *Session) SetGuideline(text string) error {
	return s.editScheme("Edit guideline", func(scheme *annotations.Scheme) error {
		scheme.Guideline = text
		return nil
	})
}

// LabelUses counts the annotations of a label, merged ones not among them.
func (s *Session) LabelUses() map[string]int {
	n := map[string]int{}
	for a := range s.project.Annotations.All() {
		n[a.Label]++
	}
	return n
}
