// Added to Go's runtime in the program that goes to the browser.
//
// WebAssembly has one thread, and the browser does nothing while Go has it. When
// no goroutine can run, Go marks all of the heap for its garbage collector
// before it gives the thread back, and while it sweeps, no goroutine sleeps long
// enough for that: a second or more for the largest projects, in which no key is
// answered and nothing is painted. Here Go takes turns with the browser.
package runtime

// turn is how long Go collects garbage, in nanoseconds, before it is the
// browser's turn.
const turn = 4e6

// turnBegan is when the browser handed the thread over.
var turnBegan int64

func beginTurn() { turnBegan = nanotime() }

func turnOver() bool { return nanotime()-turnBegan >= turn }

// leaveIdle and leaveFraction say when the two kinds of workers that mark here
// stop: as elsewhere (gcDrain), and at the end of the turn.
func leaveIdle() bool { return turnOver() || pollWork() }

func leaveFraction() bool { return turnOver() || pollFractionalWorkerExit() }

// grace is how much a goroutine may allocate while the heap is marked before it
// has to help, in bytes: more than what a key does.
const grace = 4 << 20

// owesLittle reports whether a goroutine need not help yet (gcAssistAlloc).
func owesLittle(gp *g) bool { return gp.gcAssistBytes > -grace }

// leaveSweep is called by the sweeper after each few spans (bgsweep).
func leaveSweep() {
	if turnOver() {
		timeSleep(1e6)
	} else {
		goschedIfBusy()
	}
}

// giveWay reports whether the browser is to have its turn before Go marks on,
// and then has it call back soon, by until (nanoseconds, 0 for never). It does
// not where a call from JavaScript waits for an answer: its goroutine may be
// one that waits for the marking.
func giveWay(now int64, until *int64) bool {
	if !turnOver() {
		return false
	}
	if n := len(events); n > 0 && !events[n-1].returned {
		beginTurn()
		return false
	}
	if soon := now + 1e6; *until == 0 || *until > soon {
		*until = soon
	}
	return true
}
