package main

import (
	"math"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

// treeOf is an expression as plain data: what the parser made of it, and where each part starts, in bytes.
func treeOf(expression parser.Expr) map[string]any {
	tree := fieldsOf(expression)
	tree["start"] = int(expression.PositionRange().Start)
	return tree
}

func fieldsOf(expression parser.Expr) map[string]any {
	switch node := expression.(type) {
	case *parser.NumberLiteral:
		return map[string]any{"kind": "number", "value": numberOf(node.Val), "duration": node.Duration}
	case *parser.StringLiteral:
		return map[string]any{"kind": "string", "value": node.Val}
	case *parser.VectorSelector:
		return selectorOf(node)
	case *parser.MatrixSelector:
		return map[string]any{"kind": "matrixSelector", "selector": treeOf(node.VectorSelector), "range": seconds(node.Range)}
	case *parser.SubqueryExpr:
		return subqueryOf(node)
	case *parser.Call:
		return map[string]any{"kind": "call", "function": node.Func.Name, "args": treesOf(node.Args)}
	case *parser.AggregateExpr:
		return aggregationOf(node)
	case *parser.UnaryExpr:
		return map[string]any{"kind": "unary", "operator": node.Op.String(), "expression": treeOf(node.Expr)}
	case *parser.BinaryExpr:
		return binaryOf(node)
	case *parser.ParenExpr:
		return map[string]any{"kind": "parenthesis", "expression": treeOf(node.Expr)}
	}
	return map[string]any{"kind": "unknown"}
}

func selectorOf(node *parser.VectorSelector) map[string]any {
	matchers := []map[string]any{}
	for _, matcher := range node.LabelMatchers {
		// A name before the braces has become the last matcher.
		if node.Name == "" || matcher.Name != labels.MetricName {
			matchers = append(matchers, map[string]any{"label": matcher.Name, "operator": matcher.Type.String(), "value": matcher.Value})
		}
	}
	tree := map[string]any{"kind": "vectorSelector", "matchers": matchers}
	if node.Name != "" {
		tree["name"] = node.Name
	}
	return shifted(tree, node.OriginalOffset, node.Timestamp, node.StartOrEnd)
}

func subqueryOf(node *parser.SubqueryExpr) map[string]any {
	tree := map[string]any{"kind": "subquery", "expression": treeOf(node.Expr), "range": seconds(node.Range)}
	if node.Step != 0 {
		tree["step"] = seconds(node.Step)
	}
	return shifted(tree, node.OriginalOffset, node.Timestamp, node.StartOrEnd)
}

func shifted(tree map[string]any, offset time.Duration, at *int64, startOrEnd parser.ItemType) map[string]any {
	if offset != 0 {
		tree["offset"] = seconds(offset)
	}
	if at != nil {
		tree["at"] = float64(*at) / 1000
	} else if startOrEnd != 0 {
		tree["at"] = startOrEnd.String()
	}
	return tree
}

func aggregationOf(node *parser.AggregateExpr) map[string]any {
	tree := map[string]any{"kind": "aggregation", "operator": node.Op.String(), "expression": treeOf(node.Expr)}
	if node.Param != nil {
		tree["parameter"] = treeOf(node.Param)
	}
	if node.Without || len(node.Grouping) > 0 {
		tree["grouping"] = map[string]any{"without": node.Without, "labels": listOf(node.Grouping)}
	}
	return tree
}

func binaryOf(node *parser.BinaryExpr) map[string]any {
	tree := map[string]any{"kind": "binary", "operator": node.Op.String(), "left": treeOf(node.LHS), "right": treeOf(node.RHS), "bool": node.ReturnBool}
	if matching := node.VectorMatching; matching != nil && (matching.On || len(matching.MatchingLabels) > 0 || matching.Card == parser.CardManyToOne || matching.Card == parser.CardOneToMany) {
		fields := map[string]any{"on": matching.On, "labels": listOf(matching.MatchingLabels), "include": listOf(matching.Include)}
		switch matching.Card {
		case parser.CardManyToOne:
			fields["group"] = "left"
		case parser.CardOneToMany:
			fields["group"] = "right"
		}
		tree["matching"] = fields
	}
	return tree
}

func treesOf(expressions parser.Expressions) []map[string]any {
	trees := []map[string]any{}
	for _, expression := range expressions {
		trees = append(trees, treeOf(expression))
	}
	return trees
}

func listOf(texts []string) []string {
	return append([]string{}, texts...)
}

// numberOf is a text where JSON has no number.
func numberOf(value float64) any {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return strconv.FormatFloat(value, 'g', -1, 64)
	}
	return value
}

func seconds(duration time.Duration) float64 {
	return float64(duration) / 1e9
}
