module github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/measure

go 1.26.0

require (
	github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines v0.0.0
	github.com/argoproj/argo-rollouts v1.9.1
	github.com/sirupsen/logrus v1.9.3
)

replace github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines => ../lines
