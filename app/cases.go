package app

import ga "github.com/maxence-charriere/go-app/v10/pkg/app"

// casesPage walks the passages on which annotators differ.
type casesPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws the cases.
func (p *casesPage) Render() ga.UI {
	return p.D.reviewSheet("The passages that people have annotated, to be judged one by one.")
}
