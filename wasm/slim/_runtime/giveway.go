// Added to Go's runtime in the program that goes to the browser.
//
// WebAssembly has one thread, and the browser does nothing while Go has it. When
// no goroutine can run, Go marks all of the heap for its garbage collector
// before it gives the thread back: a second for the largest projects, in which
// no key is answered and nothing is painted. Here it marks for a few
// milliseconds, lets the browser have its turn, and goes on.
package runtime

// turn is how long Go marks, in nanoseconds, before it is the browser's turn.
const turn = 4e6

// marking is when this turn's marking began, or 0.
var marking int64

// markedEnough reports whether Go has marked for a turn.
func markedEnough() bool {
	now := nanotime()
	if marking == 0 {
		marking = now
	}
	return now-marking >= turn
}

// leaveIdle and leaveFraction say when the two kinds of workers that mark here
// stop: as elsewhere (gcDrain), and after a turn.
func leaveIdle() bool { return markedEnough() || pollWork() }

func leaveFraction() bool { return markedEnough() || pollFractionalWorkerExit() }

// giveWay reports whether the browser is to have its turn before Go marks on,
// and then has it call back soon, by until (nanoseconds, 0 for never). It does
// not where a call from JavaScript waits for an answer: its goroutine may be
// one that waits for the marking.
func giveWay(now int64, until *int64) bool {
	if marking == 0 || nanotime()-marking < turn {
		return false
	}
	if n := len(events); n > 0 && !events[n-1].returned {
		marking = 0
		return false
	}
	marking = 0
	if soon := now + 1e6; *until == 0 || *until > soon {
		*until = soon
	}
	return true
}
