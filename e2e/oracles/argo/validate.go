package main

import (
	"errors"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// The stages of a Rollout's way through the controller. One that finds something ends it; all its findings are told, of which the controller tells the first.
const (
	stageDecode     = "decode"     // a field has a type that Argo's structs do not take
	stageWorkload   = "workload"   // templateref.go
	stageRollout    = "rollout"    // validation.ValidateRollout
	stageLookup     = "lookup"     // what is referenced must exist
	stageReferences = "references" // validation.ValidateRolloutReferencedResources
	stageRun        = "run"        // an analysis run that would end before its first measurement
)

type issue struct {
	Resource string `json:"resource"`
	Stage    string `json:"stage"`
	Type     string `json:"type,omitempty"`
	Field    string `json:"field,omitempty"`
	Message  string `json:"message"`
}

type objectsRequest struct {
	Objects []map[string]any `json:"objects"`
}

type validateAnswer struct {
	Accepted bool     `json:"accepted"`
	Rollouts []string `json:"rollouts"`
	Issues   []issue  `json:"issues"`
	// Routers whose own objects were not looked up.
	NotLookedUp []string `json:"notLookedUp,omitempty"`
}

func validate(request objectsRequest) (validateAnswer, error) {
	c, issues := applied(request.Objects)
	answer := validateAnswer{Rollouts: []string{}, Issues: []issue{}}
	answer.Issues = append(answer.Issues, issues...)
	for _, rollout := range c.rollouts {
		answer.Rollouts = append(answer.Rollouts, rollout.Namespace+"/"+rollout.Name)
		answer.Issues = append(answer.Issues, c.validateRollout(rollout)...)
		answer.NotLookedUp = append(answer.NotLookedUp, notLookedUp(rollout)...)
	}
	answer.Accepted = len(answer.Issues) == 0
	return answer, nil
}

// validateRollout is rollout/controller.go's getRolloutValidationErrors, and then the start of the analysis runs.
func (c *cluster) validateRollout(rollout *v1alpha1.Rollout) []issue {
	if err := c.resolveWorkload(rollout); err != nil {
		return []issue{issueOf(rollout, stageWorkload, validation.InvalidWorkloadRef(rollout, err))}
	}
	if found := validation.ValidateRollout(rollout); len(found) > 0 {
		return issuesOf(rollout, stageRollout, found)
	}
	references, err := c.references(rollout)
	if err != nil {
		return []issue{issueOf(rollout, stageLookup, err)}
	}
	if found := validation.ValidateRolloutReferencedResources(rollout, *references); len(found) > 0 {
		return issuesOf(rollout, stageReferences, found)
	}
	var issues []issue
	for _, use := range analyses(rollout) {
		if started := c.startRun(rollout, use, placeholderHashes); started.Message != "" {
			issues = append(issues, issue{Resource: resource(rollout), Stage: stageRun, Field: started.Use, Message: started.Message})
		}
	}
	return issues
}

func issuesOf(rollout *v1alpha1.Rollout, stage string, found field.ErrorList) []issue {
	var issues []issue
	for _, err := range found {
		issues = append(issues, issueOf(rollout, stage, err))
	}
	return issues
}

func issueOf(rollout *v1alpha1.Rollout, stage string, err error) issue {
	var invalid *field.Error
	if errors.As(err, &invalid) {
		return issue{resource(rollout), stage, string(invalid.Type), invalid.Field, invalid.ErrorBody()}
	}
	return issue{Resource: resource(rollout), Stage: stage, Message: err.Error()}
}

func resource(rollout *v1alpha1.Rollout) string {
	return "Rollout/" + rollout.Name
}
