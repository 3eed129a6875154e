// Istio's validation. One operation:
//
//	validate   objects, mode → for each object whether istiod ("webhook") or `istioctl validate` ("istioctl") accepts it
//
// The validators are Istio's; looking up the kind and decoding the spec are done here as each of the two programs does it
// (pkg/webhooks/validation/server/server.go, istioctl/pkg/validate/validate.go). An object of another kind is unknown, not accepted.
package main

import "github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines"

func main() {
	lines.Serve(lines.Operations{"validate": lines.Of(validate)})
}
