// Package annotationstest makes projects for tests: from a notation in which
// one reads them without counting characters ([Parse]), and at random
// ([Project]). Only tests import it, so that nothing of it is in the program.
package annotationstest
