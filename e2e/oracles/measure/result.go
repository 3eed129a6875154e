// Package measure is what the controller does with one answer of Prometheus: it reads it, and judges it by the metric's conditions.
//
// It is compiled into one oracle for each version of Argo Rollouts; the version is the one that the oracle's go.mod selects.
package measure

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Result is what a condition sees as `result`, with the Go type that the Prometheus provider gives it:
// a scalar is a float64; a vector and a matrix are both a []float64, of which a matrix holds all samples of all series.
// `json` is for other providers, which hand over decoded JSON.
type Result struct {
	Scalar *Float          `json:"scalar"`
	Vector *[]Float        `json:"vector"`
	Matrix *[][]Float      `json:"matrix"`
	JSON   json.RawMessage `json:"json"`
}

// Float is a number, or a string for what JSON has no number for: "NaN", "+Inf", "-Inf".
type Float float64

// UnmarshalJSON reads a number or a string.
func (f *Float) UnmarshalJSON(data []byte) error {
	text := string(data)
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	value, err := strconv.ParseFloat(text, 64)
	*f = Float(value)
	return err
}

func (r Result) value() (any, error) {
	switch {
	case r.Scalar != nil:
		return float64(*r.Scalar), nil
	case r.Vector != nil:
		return floats(*r.Vector), nil
	case r.Matrix != nil:
		all := []float64{}
		for _, series := range *r.Matrix {
			all = append(all, floats(series)...)
		}
		return all, nil
	case r.JSON != nil:
		var value any
		err := json.Unmarshal(r.JSON, &value)
		return value, err
	}
	return nil, fmt.Errorf("'result' must be one of scalar, vector, matrix and json")
}

func floats(values []Float) []float64 {
	result := make([]float64, 0, len(values))
	for _, value := range values {
		result = append(result, float64(value))
	}
	return result
}
