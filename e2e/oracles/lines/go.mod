module github.com/cdk8s-smart-canary/cdk8s-smart-canary/e2e/oracles/lines

go 1.26.0
