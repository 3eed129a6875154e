// The releases that `npm run crds` and `npm run schemas` read; go.sum is their digest.
module github.com/cdk8s-smart-canary/cdk8s-smart-canary/scripts/crds

go 1.24

require (
	github.com/argoproj/argo-rollouts v1.9.1
	istio.io/api v1.30.3
	k8s.io/kubernetes v1.37.2
)
