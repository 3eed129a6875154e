package main

import (
	"context"
	"time"

	"github.com/prometheus/prometheus/promql"
)

// timeRequest is evaluated some times over; the data is loaded before, and not timed.
type timeRequest struct {
	evalRequest
	Rounds int `json:"rounds"`
}

// timeAnswer has a time for each round, query parsing included as the engine includes it, and how many values came out.
type timeAnswer struct {
	Milliseconds []float64 `json:"milliseconds"`
	Values       int       `json:"values"`
	Message      string    `json:"message,omitempty"`
}

func timed(request timeRequest) (timeAnswer, error) {
	stored, err := load(request.Load, request.Series)
	if err != nil {
		return timeAnswer{}, err
	}
	answer := timeAnswer{Milliseconds: []float64{}}
	for round := 0; round < request.Rounds; round++ {
		begun := time.Now()
		query, err := newQuery(stored, request.evalRequest)
		if err != nil {
			return timeAnswer{Message: err.Error()}, nil
		}
		result := query.Exec(context.Background())
		answer.Milliseconds = append(answer.Milliseconds, float64(time.Since(begun).Nanoseconds())/1e6)
		if result.Err != nil {
			return timeAnswer{Message: result.Err.Error()}, nil
		}
		answer.Values = valuesIn(result)
		query.Close()
	}
	return answer, nil
}

func valuesIn(result *promql.Result) int {
	switch value := result.Value.(type) {
	case promql.Vector:
		return len(value)
	case promql.Matrix:
		return value.TotalSamples()
	}
	return 1
}
