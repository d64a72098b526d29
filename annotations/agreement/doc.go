// Package agreement measures how far several annotators agree on spans of text.
//
// Here live the measures, one file each with the paper it comes from, and
// [Measure], which computes them all. Nothing here reads files, asks the time
// or draws a random number that does not follow from [Options].Seed, and
// nothing here knows projects, cases or screens.
//
// # Rules that hold for every measure
//
//   - Offsets are code points, half-open.
//   - An annotator listed in [Document].Units is done with the document: no
//     units there is a vote for "nothing here". An annotator not listed is
//     missing and counts neither way.
//   - A unit stands once: equal (start, end, label) of one annotator are one.
//   - What is undefined has a [Reason] and no value; it is never 0 or 1.
//   - Documents are pooled: counts, coincidences and disorders are summed and
//     the measure is taken of the sums, so a short document weighs little.
//     Measures between two annotators are averaged over the pairs, as is
//     usual, each pair taken over its pooled documents.
//   - The numbers do not depend on the order of units or documents, nor on
//     what the annotators are called.
//
// # Size
//
// Everything but γ is a sweep over sorted spans. γ between two annotators is
// exact at any size that has fewer than four million pairs of spans near each
// other. Among three or four annotators it is exact as long as no more than
// 1000 units, and 60,000 groups of them worth aligning, hang together: that is
// any article, and a long text where annotation leaves gaps. Beyond that, and
// for five annotators or more, it is the pooled γ of all pairs, and the
// score's note says so; it runs a little below the γ of all together.
package agreement
