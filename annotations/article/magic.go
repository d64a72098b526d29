package article

import (
	"bytes"
	"strings"
)

// signatures are the first bytes of files people take for articles.
var signatures = []struct{ head, what string }{
	{"%PDF-", "a PDF file"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file"},
	{`{\rtf`, "an RTF file"},
	{"\x89PNG\r\n\x1a\n", "a PNG picture"},
	{"\xff\xd8\xff", "a JPEG picture"},
	{"GIF87a", "a GIF picture"},
	{"GIF89a", "a GIF picture"},
	{"II*\x00", "a TIFF picture"},
	{"MM\x00*", "a TIFF picture"},
	{"\x1f\x8b", "a gzip archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"bplist00", "a Safari web archive"},
	{"ID3", "a sound file"},
	{"OggS", "a sound or video file"},
	{"\x7fELF", "a program"},
	{"\x00asm", "a program"},
	{"SQLite format 3\x00", "a database"},
}

// foreign names what data is when its first bytes tell that it is no text; ""
// otherwise.
func foreign(data []byte) string {
	head := data[:min(len(data), headBytes)]
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.head)) && (s.head != "ID3" || bytes.IndexByte(head, 0) >= 0) {
			return s.what
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return zipped(string(head))
	case len(head) > 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return "a WebP picture"
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		return "a video or picture"
	case isMHTML(string(head)):
		return "a web archive (MHTML)"
	}
	return ""
}

// zipped names a zip file by the names of the first files in it.
func zipped(head string) string {
	for _, k := range []struct{ inside, what string }{
		{"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"},
		{"mimetypeapplication/epub+zip", "an EPUB book"},
		{"word/", "a Word document"},
		{"xl/", "an Excel workbook"},
		{"ppt/", "a PowerPoint presentation"},
		{"[Content_Types].xml", "an Office document"},
	} {
		if strings.Contains(head, k.inside) {
			return k.what
		}
	}
	return "a zip archive"
}

// isMHTML recognises a page saved as a mail message: it is text, but its words
// are encoded and mixed with its pictures.
func isMHTML(head string) bool {
	header, _, _ := strings.Cut(strings.ReplaceAll(head, "\r\n", "\n"), "\n\n")
	header = "\n" + strings.ToLower(header)
	return strings.Contains(header, "\nmime-version:") && strings.Contains(header, "\ncontent-type: multipart/")
}
