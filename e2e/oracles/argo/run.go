package main

import (
	"encoding/json"
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/ptr"
)

// hashes of the two pod templates that `podTemplateHashValue` chooses from.
type hashes struct {
	Stable string `json:"stable"`
	Canary string `json:"canary"`
}

var placeholderHashes = hashes{Stable: "5d9f6c7b8", Canary: "7c54f8d96"}

type runsRequest struct {
	Objects []map[string]any `json:"objects"`
	Hashes  hashes           `json:"hashes"`
}

type runsAnswer struct {
	Runs []run `json:"runs"`
}

// run is an analysis run at its start; with a message it ends in Error before the first measurement.
type run struct {
	Resource             string                          `json:"resource"`
	Use                  string                          `json:"use"`
	Step                 *int                            `json:"step,omitempty"`
	Args                 []v1alpha1.Argument             `json:"args"`
	Metrics              []v1alpha1.Metric               `json:"metrics"`
	DryRun               []v1alpha1.DryRun               `json:"dryRun,omitempty"`
	MeasurementRetention []v1alpha1.MeasurementRetention `json:"measurementRetention,omitempty"`
	Message              string                          `json:"message,omitempty"`
}

func runs(request runsRequest) (runsAnswer, error) {
	c, issues := applied(request.Objects)
	if len(issues) > 0 {
		return runsAnswer{}, fmt.Errorf("%s: %s", issues[0].Resource, issues[0].Message)
	}
	answer := runsAnswer{Runs: []run{}}
	for _, rollout := range c.rollouts {
		if err := c.resolveWorkload(rollout); err != nil {
			return runsAnswer{}, err
		}
		for _, use := range analyses(rollout) {
			answer.Runs = append(answer.Runs, c.startRun(rollout, use, request.Hashes))
		}
	}
	return answer, nil
}

// startRun is rollout/analysis.go's newAnalysisRunFromRollout and then analysis/analysis.go's reconcileAnalysisRun up to the first measurement.
func (c *cluster) startRun(rollout *v1alpha1.Rollout, use templateUse, known hashes) run {
	started := run{Resource: resource(rollout), Use: string(use.as), Args: []v1alpha1.Argument{}, Metrics: []v1alpha1.Metric{}}
	if use.as == validation.InlineAnalysis {
		started.Step = ptr.To(use.step)
	}
	if err := c.fill(&started, rollout, use, known); err != nil {
		started.Message = err.Error()
	}
	return started
}

func (c *cluster) fill(started *run, rollout *v1alpha1.Rollout, use templateUse, known hashes) error {
	args, err := analysisutil.BuildArgumentsForRolloutAnalysisRun(use.analysis.Args, replicaSet(known.Stable), replicaSet(known.Canary), rollout)
	if err != nil {
		return err
	}
	var found validation.ReferencedResources
	if err := c.lookUpTemplates(rollout.Namespace, use, &found); err != nil {
		return err
	}
	templates := found.AnalysisTemplatesWithType[0]
	made, err := analysisutil.NewAnalysisRunFromTemplates(
		templates.AnalysisTemplates, templates.ClusterAnalysisTemplates, args, use.analysis.DryRun, use.analysis.MeasurementRetention, nil, nil, "run", "", rollout.Namespace)
	if err != nil {
		return err
	}
	started.Args, started.DryRun, started.MeasurementRetention = made.Spec.Args, made.Spec.DryRun, made.Spec.MeasurementRetention
	for _, metric := range made.Spec.Metrics {
		resolved, err := analysisutil.ResolveMetricArgs(metric, withoutSecrets(made.Spec.Args))
		if err != nil {
			return fmt.Errorf("Unable to resolve metric arguments: %w", err)
		}
		started.Metrics = append(started.Metrics, *resolved)
	}
	return judge(started)
}

func judge(started *run) error {
	if err := analysisutil.ValidateMetrics(started.Metrics); err != nil {
		return fmt.Errorf("Analysis spec invalid: %w", err)
	}
	if _, err := analysisutil.GetDryRunMetrics(started.DryRun, started.Metrics); err != nil {
		return fmt.Errorf("Analysis spec invalid: %w", err)
	}
	if _, err := analysisutil.GetMeasurementRetentionMetrics(started.MeasurementRetention, started.Metrics); err != nil {
		return fmt.Errorf("Analysis spec invalid: %w", err)
	}
	return nil
}

// withoutSecrets puts upstream's own placeholder where a secret's value will be.
func withoutSecrets(args []v1alpha1.Argument) []v1alpha1.Argument {
	var known []v1alpha1.Argument
	for _, arg := range args {
		if arg.ValueFrom != nil && arg.ValueFrom.SecretKeyRef != nil {
			arg.Value, arg.ValueFrom = ptr.To("temp-for-secret"), nil
		}
		known = append(known, arg)
	}
	return known
}

func replicaSet(hash string) *appsv1.ReplicaSet {
	return &appsv1.ReplicaSet{ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: hash}}}
}

type metricRequest struct {
	Metric json.RawMessage     `json:"metric"`
	Args   []v1alpha1.Argument `json:"args"`
}

type metricAnswer struct {
	Accepted bool             `json:"accepted"`
	Message  string           `json:"message,omitempty"`
	Metric   *v1alpha1.Metric `json:"metric,omitempty"`
}

// metric resolves and validates one metric (factory.go's ResolveMetricArgs and ValidateMetric).
func metric(request metricRequest) (metricAnswer, error) {
	var given v1alpha1.Metric
	if err := json.Unmarshal(request.Metric, &given); err != nil {
		return metricAnswer{Message: err.Error()}, nil
	}
	resolved, err := analysisutil.ResolveMetricArgs(given, withoutSecrets(request.Args))
	if err != nil {
		return metricAnswer{Message: err.Error()}, nil
	}
	if err := analysisutil.ValidateMetric(*resolved); err != nil {
		return metricAnswer{Message: err.Error(), Metric: resolved}, nil
	}
	return metricAnswer{Accepted: true, Metric: resolved}, nil
}
