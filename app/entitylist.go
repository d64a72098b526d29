package app

import (
	"github.com/google/uuid"

	"gloss/annotations"
	"gloss/annotations/shelf"
)

// readEntities reads a list of entities, with a sentence for each line that
// could not be read.
func readEntities(data []byte) ([]*annotations.Entity, []string, error) {
	list, faults, err := shelf.ReadList(data, func() string { return "urn:uuid:" + uuid.Must(uuid.NewV7()).String() })
	var said []string
	for _, f := range faults {
		said = append(said, f.Error())
	}
	return list, said, err
}
