package main

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunks"
)

// series has its samples as pairs of seconds and value.
type series struct {
	Labels  map[string]string `json:"labels"`
	Samples []pair            `json:"samples"`
}

type pair struct {
	at    float64
	value float64
}

// UnmarshalJSON reads [seconds, value]; a value is a number or one of "NaN", "+Inf", "-Inf" and "stale", the marker of a series that ended.
func (p *pair) UnmarshalJSON(data []byte) error {
	var raw [2]any
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	at, ok := raw[0].(float64)
	if !ok {
		return fmt.Errorf("the time of a sample must be a number, got %v", raw[0])
	}
	p.at = at
	switch given := raw[1].(type) {
	case float64:
		p.value = given
		return nil
	case string:
		return p.read(given)
	}
	return fmt.Errorf("the value of a sample must be a number or a string, got %v", raw[1])
}

func (p *pair) read(text string) (err error) {
	if text == "stale" {
		p.value = math.Float64frombits(value.StaleNaN)
		return nil
	}
	p.value, err = strconv.ParseFloat(text, 64)
	return err
}

type loader struct {
	labels  map[string]labels.Labels
	samples map[string][]chunks.Sample
}

func load(notation string, explicit []series) (*memory, error) {
	loaded := &loader{labels: map[string]labels.Labels{}, samples: map[string][]chunks.Sample{}}
	if err := loaded.readNotation(notation); err != nil {
		return nil, err
	}
	for _, one := range explicit {
		for _, pair := range one.Samples {
			loaded.add(labels.FromMap(one.Labels), sample{millis(pair.at), pair.value})
		}
	}
	return loaded.memory()
}

// readNotation reads what promqltest's `load` takes; each `load` sets the interval of the lines below it, and empty lines and comments are skipped.
func (l *loader) readNotation(notation string) error {
	step := int64(0)
	for number, line := range strings.Split(notation, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var err error
		if interval, ok := strings.CutPrefix(line, "load "); ok {
			step, err = milliseconds(strings.TrimSpace(interval))
		} else {
			err = l.readSeries(line, step)
		}
		if err != nil {
			return fmt.Errorf("line %d of 'load': %w", number+1, err)
		}
	}
	return nil
}

func (l *loader) readSeries(line string, step int64) error {
	if step == 0 {
		return fmt.Errorf("a series before the first 'load INTERVAL'")
	}
	of, values, err := queryParser.ParseSeriesDesc(line)
	if err != nil {
		return err
	}
	for i, one := range values {
		if !one.Omitted {
			l.add(of, sample{int64(i) * step, one.Value})
		}
	}
	return nil
}

func milliseconds(text string) (int64, error) {
	duration, err := model.ParseDuration(text)
	return int64(duration) / 1_000_000, err
}

func (l *loader) add(of labels.Labels, one sample) {
	key := of.String()
	l.labels[key] = of
	l.samples[key] = append(l.samples[key], one)
}

func (l *loader) memory() (*memory, error) {
	stored := &memory{}
	for key, samples := range l.samples {
		sort.SliceStable(samples, func(i, j int) bool { return samples[i].T() < samples[j].T() })
		for i := 1; i < len(samples); i++ {
			if samples[i].T() == samples[i-1].T() {
				return nil, fmt.Errorf("%s has two samples at %g s", key, float64(samples[i].T())/1000)
			}
		}
		stored.series = append(stored.series, storage.NewListSeries(l.labels[key], samples))
	}
	sort.Slice(stored.series, func(i, j int) bool { return labels.Compare(stored.series[i].Labels(), stored.series[j].Labels()) < 0 })
	return stored, nil
}
