// Argo Rollouts 1.10, condition and Prometheus provider only. Operations (their fields are in ../measure):
//
//	condition  one condition on a result           verdict  both conditions of a metric
//	measure    the real provider on a canned HTTP answer
package main

import (
	"github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines"
	"github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/measure"
	log "github.com/sirupsen/logrus"
)

func main() {
	log.SetLevel(log.PanicLevel)
	lines.Serve(measure.Operations())
}
