package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	"github.com/hashicorp/go-multierror"
	"google.golang.org/protobuf/proto"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// The two programs that validate. They decode differently: istiod accepts unknown fields below `spec`, istioctl does not.
const (
	modeWebhook  = "webhook"
	modeIstioctl = "istioctl"
)

type request struct {
	Objects []json.RawMessage `json:"objects"`
	Mode    string            `json:"mode"`
}

type answer struct {
	Results []result `json:"results"`
}

type result struct {
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	Known    bool     `json:"known"`
	Accepted bool     `json:"accepted"`
	Errors   []string `json:"errors"`
	Warnings []string `json:"warnings"`
}

// object is crd.IstioKind, whose package brings in the table of all kinds.
type object struct {
	metav1.TypeMeta
	metav1.ObjectMeta `json:"metadata"`
	Spec              json.RawMessage `json:"spec"`
}

func validate(asked request) (answer, error) {
	if asked.Mode != modeWebhook && asked.Mode != modeIstioctl {
		return answer{}, fmt.Errorf("'mode' must be %s or %s, got %q", modeWebhook, modeIstioctl, asked.Mode)
	}
	told := answer{Results: []result{}}
	for _, raw := range asked.Objects {
		told.Results = append(told.Results, validateObject(raw, asked.Mode))
	}
	return told, nil
}

func validateObject(raw json.RawMessage, mode string) result {
	told := result{Errors: []string{}, Warnings: []string{}}
	var given object
	err := json.Unmarshal(raw, &given)
	told.Kind, told.Name = given.Kind, given.Name
	known, ok := kinds[schema.FromAPIVersionAndKind(given.APIVersion, given.Kind).GroupKind()]
	told.Known = ok
	if err != nil {
		told.Errors = []string{fmt.Sprintf("cannot decode configuration: %v", err)}
		return told
	}
	if !ok {
		return told
	}
	warnings, err := judge(known, given, raw, mode)
	told.Errors, told.Warnings, told.Accepted = flatten(err), flatten(warnings), err == nil
	return told
}

func judge(known kind, given object, raw json.RawMessage, mode string) (validation.Warning, error) {
	spec, err := decode(known, given.Spec, mode)
	if err != nil {
		return nil, fmt.Errorf("cannot parse proto message: %w", err)
	}
	// istioctl looks for unknown fields beside `spec` before it validates, istiod after that.
	if mode == modeIstioctl {
		if err := checkFields(raw); err != nil {
			return nil, err
		}
	}
	warnings, err := known.validate(config.Config{Meta: metaOf(given), Spec: spec})
	if err == nil && mode == modeWebhook {
		err = checkFields(raw)
	}
	return warnings, err
}

func decode(known kind, data json.RawMessage, mode string) (proto.Message, error) {
	if data == nil {
		data = json.RawMessage("null")
	}
	spec := known.spec()
	if mode == modeIstioctl {
		return spec, config.ApplyJSONStrict(spec, string(data))
	}
	return spec, config.ApplyJSON(spec, string(data))
}

// metaOf takes "default" for a missing namespace: kubectl sends the object there, and istioctl assumes it.
func metaOf(given object) config.Meta {
	namespace := given.Namespace
	if namespace == "" {
		namespace = metav1.NamespaceDefault
	}
	kind := given.GroupVersionKind()
	return config.Meta{
		GroupVersionKind: config.GroupVersionKind{Group: kind.Group, Version: kind.Version, Kind: kind.Kind},
		Name:             given.Name,
		Namespace:        namespace,
		Labels:           given.Labels,
		Annotations:      given.Annotations,
	}
}

var validFields = map[string]bool{"apiVersion": true, "kind": true, "metadata": true, "spec": true, "status": true}

func checkFields(raw json.RawMessage) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	var unknown []string
	for field := range fields {
		if !validFields[field] {
			unknown = append(unknown, field)
		}
	}
	sort.Strings(unknown)
	var found error
	for _, field := range unknown {
		found = multierror.Append(found, fmt.Errorf("unknown field %q", field))
	}
	return found
}

// flatten gives one text for each finding; the code of an analysis message is kept, as IST0130 for an unreachable rule.
func flatten(err error) []string {
	var several *multierror.Error
	var coded *validation.AnalysisAwareError
	switch {
	case err == nil:
		return []string{}
	case errors.As(err, &several):
		texts := []string{}
		for _, one := range several.Errors {
			texts = append(texts, flatten(one)...)
		}
		return texts
	case errors.As(err, &coded):
		return []string{coded.Type + ": " + coded.Msg}
	}
	return []string{err.Error()}
}
