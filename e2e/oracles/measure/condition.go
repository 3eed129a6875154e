package measure

import (
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/evaluate"
)

// ConditionRequest is one condition on its own.
type ConditionRequest struct {
	Condition string `json:"condition"`
	Result    Result `json:"result"`
}

// ConditionAnswer has a value or the message of the error that the evaluation ended in.
type ConditionAnswer struct {
	Value   *bool  `json:"value,omitempty"`
	Message string `json:"message,omitempty"`
}

// Condition evaluates one condition (evaluate.EvalCondition).
func Condition(request ConditionRequest) (ConditionAnswer, error) {
	result, err := request.Result.value()
	if err != nil {
		return ConditionAnswer{}, err
	}
	value, err := evaluate.EvalCondition(result, request.Condition)
	if err != nil {
		return ConditionAnswer{Message: err.Error()}, nil
	}
	return ConditionAnswer{Value: &value}, nil
}

// VerdictRequest is a metric's pair of conditions; an empty one counts as absent.
type VerdictRequest struct {
	SuccessCondition string `json:"successCondition"`
	FailureCondition string `json:"failureCondition"`
	Result           Result `json:"result"`
}

// VerdictAnswer is how the measurement ends: Successful, Failed, Inconclusive or, with a message, Error.
type VerdictAnswer struct {
	Phase   string `json:"phase"`
	Message string `json:"message,omitempty"`
}

// Verdict judges a result by both conditions (evaluate.EvaluateResult).
func Verdict(request VerdictRequest) (VerdictAnswer, error) {
	result, err := request.Result.value()
	if err != nil {
		return VerdictAnswer{}, err
	}
	metric := v1alpha1.Metric{SuccessCondition: request.SuccessCondition, FailureCondition: request.FailureCondition}
	phase, err := evaluate.EvaluateResult(result, metric, *silent)
	answer := VerdictAnswer{Phase: string(phase)}
	if err != nil {
		answer.Message = err.Error()
	}
	return answer, nil
}
