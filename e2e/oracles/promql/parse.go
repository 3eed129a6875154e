package main

import (
	"errors"
	"sort"

	"github.com/prometheus/prometheus/promql/parser"
)

var queryParser = parser.NewParser(parser.Options{})

type parseRequest struct {
	Query string `json:"query"`
	// Whether the answer is to have the tree.
	Tree bool `json:"tree"`
}

type parseAnswer struct {
	Accepted  bool         `json:"accepted"`
	Type      string       `json:"type,omitempty"`
	Canonical string       `json:"canonical,omitempty"`
	Metrics   []string     `json:"metrics,omitempty"`
	Errors    []parseError `json:"errors,omitempty"`

	Tree map[string]any `json:"tree,omitempty"`
}

// parseError stands between two offsets in bytes; its text has line and column as Prometheus prints them.
type parseError struct {
	Message string `json:"message"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

func parse(request parseRequest) (parseAnswer, error) {
	expression, err := queryParser.ParseExpr(request.Query)
	if err != nil {
		return parseAnswer{Errors: parseErrors(err)}, nil
	}
	answer := parseAnswer{Accepted: true, Type: string(expression.Type()), Canonical: expression.String(), Metrics: metricsOf(expression)}
	if request.Tree {
		answer.Tree = treeOf(expression)
	}
	return answer, nil
}

func parseErrors(err error) []parseError {
	var several parser.ParseErrors
	if !errors.As(err, &several) {
		return []parseError{{Message: err.Error(), Text: err.Error()}}
	}
	var found []parseError
	for _, one := range several {
		at := one.PositionRange
		found = append(found, parseError{Message: one.Err.Error(), Start: int(at.Start), End: int(at.End), Text: one.Error()})
	}
	return found
}

func metricsOf(expression parser.Expr) []string {
	names := map[string]bool{}
	parser.Inspect(expression, func(node parser.Node, _ []parser.Node) error {
		if selector, ok := node.(*parser.VectorSelector); ok && selector.Name != "" {
			names[selector.Name] = true
		}
		return nil
	})
	list := make([]string, 0, len(names))
	for name := range names {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}
