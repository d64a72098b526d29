package agreement

// quantum is how much work passes between two calls of Step: around a
// millisecond in a browser.
const quantum = 1 << 14

// pace calls step now and then, so that a browser can draw or stop.
type pace struct {
	step func() error
	done int
}

// work counts n operations of a few nanoseconds and returns Step's error.
func (p *pace) work(n int) error {
	p.done += n
	if p.done < quantum || p.step == nil {
		return nil
	}
	p.done = 0
	return p.step()
}
