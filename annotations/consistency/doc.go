// Package consistency looks for what a person would want to put right before an
// export: annotations that contradict each other, that lack what the guideline
// asks for, that were made twice, conflicts on the claim board that no relation
// tells of, and articles nobody has read.
//
// Whether a file is well formed is for [annotations.Project.Validate]; here it
// is about meaning. Findings are values; nothing is changed, and none of them
// keeps anybody from exporting.
package consistency
