// Package review is what a reviewer works with: cases, decisions, gold.
//
// A [Case] is a passage on which annotators' annotations overlap, to be judged
// together; [Cases] finds them. [Decide] makes the records of a decision,
// [AutoAccept] those of what everybody agrees on anyway. [Gold] is what stands
// after all decisions, with everybody's votes beside it; [GoldProject] is the
// same as a project, for export. [Feedback] tells an annotator what became of
// their work. [Threads] puts comments in order. [Agreement] hands the
// annotations to the measures of package agreement.
//
// Everything is computed from a project and nothing is remembered: cases are no
// records, and two people who hold the same records see the same cases under
// the same ids, whatever the order in which files were merged. Offsets are
// compared as integers; there is no arithmetic that could round.
//
// # Who counts
//
// An annotator votes on a document once they have marked it done; having marked
// nothing is a vote then. What others have marked is shown in its case and
// counts for nothing: not for the kind, the readings' supporters or the
// proposal, and it never changes how the votes are grouped. Annotations of
// origin [annotations.OriginReview] are results, not votes; orphans have no
// place and are in no case.
//
// No screen, no files, no clock and no chance may live here.
package review
