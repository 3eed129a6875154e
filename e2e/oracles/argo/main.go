// Argo Rollouts 1.9.1. Operations:
//
//	validate   objects → what the controller says of each Rollout among them, up to the start of its analysis runs
//	runs       objects, hashes → the analysis runs that the controller would start, arguments resolved
//	metric     metric, args → resolved and validated as an analysis run does before its first measurement
//	lint       objects → what `kubectl argo rollouts lint` says
//	condition, verdict, measure: ../measure
//
// The upstream functions judge. Only the controller's private look-ups (lookup.go, workload.go) are done again here, over the objects
// of the request instead of the cluster's.
package main

import (
	"github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines"
	"github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/measure"
	log "github.com/sirupsen/logrus"
)

func main() {
	log.SetLevel(log.PanicLevel)
	operations := measure.Operations()
	operations["validate"] = lines.Of(validate)
	operations["runs"] = lines.Of(runs)
	operations["metric"] = lines.Of(metric)
	operations["lint"] = lines.Of(lint)
	lines.Serve(operations)
}
