package main

import (
	"context"
	"math"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/util/annotations"
)

// The defaults of cmd/prometheus.
var engine = promql.NewEngine(promql.EngineOpts{
	MaxSamples:               50_000_000,
	Timeout:                  2 * time.Minute,
	LookbackDelta:            5 * time.Minute,
	NoStepSubqueryIntervalFn: func(int64) int64 { return time.Minute.Milliseconds() },
	EnableAtModifier:         true,
	EnableNegativeOffset:     true,
	Parser:                   queryParser,
})

// evalRequest is an instant query at a time or, with a step, a range query from there; times are seconds since the epoch.
type evalRequest struct {
	Query string `json:"query"`
	// Series in the notation of Prometheus' own tests: "load 15s" and then a line for each series.
	Load string `json:"load"`
	// More series, sample by sample.
	Series []series `json:"series"`
	At     float64  `json:"at"`
	End    float64  `json:"end"`
	Step   float64  `json:"step"`
}

// evalAnswer has the API's result types, a list of series for each but a string, and times and values as the API writes them.
type evalAnswer struct {
	Type     string   `json:"type,omitempty"`
	Series   []valued `json:"series"`
	Text     string   `json:"text,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	Infos    []string `json:"infos,omitempty"`
	Message  string   `json:"message,omitempty"`
}

type valued struct {
	Labels  map[string]string `json:"labels"`
	Samples []point           `json:"samples"`
}

type point struct {
	Time  float64 `json:"time"`
	Value string  `json:"value"`
}

func eval(request evalRequest) (evalAnswer, error) {
	stored, err := load(request.Load, request.Series)
	if err != nil {
		return evalAnswer{}, err
	}
	query, err := newQuery(stored, request)
	if err != nil {
		return evalAnswer{Series: []valued{}, Message: err.Error()}, nil
	}
	defer query.Close()
	return answerOf(query.Exec(context.Background()), request.Query), nil
}

func newQuery(stored *memory, request evalRequest) (promql.Query, error) {
	from := time.UnixMilli(millis(request.At))
	if request.Step == 0 {
		return engine.NewInstantQuery(context.Background(), stored, nil, request.Query, from)
	}
	step := time.Duration(millis(request.Step)) * time.Millisecond
	return engine.NewRangeQuery(context.Background(), stored, nil, request.Query, from, time.UnixMilli(millis(request.End)), step)
}

func answerOf(result *promql.Result, query string) evalAnswer {
	answer := evalAnswer{Series: []valued{}}
	if result.Err != nil {
		answer.Message = result.Err.Error()
		return answer
	}
	answer.Warnings, answer.Infos = annotationsOf(result.Warnings, query)
	answer.Type = string(result.Value.Type())
	switch value := result.Value.(type) {
	case promql.Scalar:
		answer.Series = append(answer.Series, valued{Labels: map[string]string{}, Samples: []point{pointOf(value.T, value.V)}})
	case promql.Vector:
		for _, one := range value {
			answer.Series = append(answer.Series, valued{Labels: one.Metric.Map(), Samples: []point{pointOf(one.T, one.F)}})
		}
	case promql.Matrix:
		for _, one := range value {
			answer.Series = append(answer.Series, valued{Labels: one.Metric.Map(), Samples: pointsOf(one.Floats)})
		}
	case promql.String:
		answer.Text = value.V
	}
	return answer
}

func annotationsOf(found annotations.Annotations, query string) (warnings, infos []string) {
	return found.AsStrings(query, 0, 0)
}

func pointsOf(values []promql.FPoint) []point {
	points := make([]point, 0, len(values))
	for _, value := range values {
		points = append(points, pointOf(value.T, value.F))
	}
	return points
}

func pointOf(at int64, value float64) point {
	return point{Time: float64(at) / 1000, Value: strconv.FormatFloat(value, 'f', -1, 64)}
}

func millis(seconds float64) int64 {
	return int64(math.Round(seconds * 1000))
}
