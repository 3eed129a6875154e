package measure

import "github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines"

// Operations are those that every version of the controller is asked.
func Operations() lines.Operations {
	return lines.Operations{
		"condition": lines.Of(Condition),
		"verdict":   lines.Of(Verdict),
		"measure":   lines.Of(Measure),
	}
}
