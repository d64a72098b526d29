package surface

// LabelClass is the class that gives an element a label's colour and line, as
// [Surface.SetScheme] made them: swatches and letters in lists look like the
// marks in the text.
func LabelClass(key string) string { return "k-" + className(key) }
