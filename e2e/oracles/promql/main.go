// Prometheus 3: parser and engine, as `prometheus` runs them without feature flags. Operations:
//
//	parse  query → its type and its canonical form, or errors with their positions
//	eval   query, series and times → the value, or why there is none
//	time   the same and a number of rounds → how long each took
package main

import "github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines"

func main() {
	lines.Serve(lines.Operations{"parse": lines.Of(parse), "eval": lines.Of(eval), "time": lines.Of(timed)})
}
