package app

import (
	"gloss/annotations"
	"gloss/annotations/shelf"
)

// readEntities reads a list of entities, with a sentence for each line that
// could not be read.
func readEntities(data []byte) ([]*annotations.Entity, []string) {
	list, faults := shelf.ReadList(data, func() string { return "urn:uuid:" + newID() })
	var said []string
	for _, f := range faults {
		said = append(said, f.Error())
	}
	return list, said
}
