//go:build !js

package bench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// row is one thing measured: of Gloss, and where there is one, of each floor.
type row struct {
	Workload string               `json:"workload,omitempty"`
	What     string               `json:"what"`
	Unit     string               `json:"unit"` // "ms" or "MB"
	Gloss    []float64            `json:"gloss"`
	Floors   map[string][]float64 `json:"floors,omitempty"` // by name
}

// The floors, in the order of the table.
var floors = []string{"marks", "highlight", "window"}

// report collects rows.
type report struct {
	Date   string    `json:"date"`
	Go     string    `json:"go"`
	CPUs   int       `json:"cpus"`
	Load   [2]string `json:"load"` // averages before and after
	Rows   []*row    `json:"rows"`
	tables map[string]*row
}

func newReport() *report {
	return &report{
		Date: time.Now().UTC().Format("2006-01-02 15:04"), Go: runtime.Version(), CPUs: runtime.NumCPU(),
		Load: [2]string{load()}, tables: map[string]*row{},
	}
}

// load is the load average of the machine, as far as it tells.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(data))[:2], " ")
}

func (r *report) row(workload, what, unit string) *row {
	key := workload + "\n" + what
	if r.tables[key] == nil {
		r.tables[key] = &row{Workload: workload, What: what, Unit: unit, Floors: map[string][]float64{}}
		r.Rows = append(r.Rows, r.tables[key])
	}
	return r.tables[key]
}

// add notes a measurement of Gloss.
func (r *report) add(workload, what, unit string, values ...float64) {
	x := r.row(workload, what, unit)
	x.Gloss = append(x.Gloss, values...)
}

// floor notes a measurement of a floor.
func (r *report) floor(floor, workload, what, unit string, values ...float64) {
	x := r.row(workload, what, unit)
	x.Floors[floor] = append(x.Floors[floor], values...)
}

// quantile returns the value below which a share q of the values lie.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

// shown is the median, and from ten values on the 95th percentile.
func shown(values []float64) string {
	if len(values) == 0 {
		return ""
	}
	number := func(v float64) string {
		if v >= 10 || v == 0 {
			return fmt.Sprintf("%.0f", v)
		}
		return fmt.Sprintf("%.1f", v)
	}
	if len(values) < 10 {
		return number(quantile(values, 0.5))
	}
	return number(quantile(values, 0.5)) + " / " + number(quantile(values, 0.95))
}

func (x *row) ratio() string {
	floor := x.Floors["window"]
	if len(floor) == 0 || len(x.Gloss) == 0 || quantile(floor, 0.5) == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", quantile(x.Gloss, 0.5)/quantile(floor, 0.5))
}

func (r *report) markdown(w io.Writer) {
	fmt.Fprintf(w, "%s, %s, Chromium, %d processors, load average %s before and %s after. Milliseconds unless it says MB; "+
		"medians, after a slash the 95th percentile. Ratios are to the window.\n\n", r.Date, r.Go, r.CPUs, r.Load[0], r.Load[1])
	fmt.Fprintln(w, "| | | Gloss | one innerHTML | CSS highlights | window | ratio |")
	fmt.Fprintln(w, "|---|---|---:|---:|---:|---:|---:|")
	for _, x := range r.Rows {
		what := x.What
		if x.Unit != "ms" {
			what += ", " + x.Unit
		}
		fmt.Fprintf(w, "| %s | %s | %s |", cmp.Or(x.Workload, " "), what, shown(x.Gloss))
		for _, f := range floors {
			fmt.Fprintf(w, " %s |", shown(x.Floors[f]))
		}
		fmt.Fprintf(w, " %s |\n", x.ratio())
	}
}

// write writes the table and the numbers behind it as NAME.md and NAME.json.
func (r *report) write(name string) error {
	var table strings.Builder
	r.markdown(&table)
	data, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name+".md", []byte(table.String()), 0o644); err != nil {
		return err
	}
	return os.WriteFile(name+".json", append(data, '\n'), 0o644)
}
