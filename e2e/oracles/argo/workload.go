package main

import (
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// paths lead to what a Rollout takes over from each kind that workloadRef supports.
type paths struct{ template, selector []string }

var supportedWorkloads = map[schema.GroupKind]paths{
	{Kind: "PodTemplate"}:               {template: []string{"template"}},
	{Group: "apps", Kind: "Deployment"}: {template: []string{"spec", "template"}, selector: []string{"spec", "selector"}},
	{Group: "apps", Kind: "ReplicaSet"}: {template: []string{"spec", "template"}, selector: []string{"spec", "selector"}},
}

// resolveWorkload does what rollout/templateref.go's Resolve does, in its order and with its messages.
func (c *cluster) resolveWorkload(rollout *v1alpha1.Rollout) error {
	ref := rollout.Spec.WorkloadRef
	if ref == nil {
		return nil
	}
	if !rollout.Spec.TemplateResolvedFromRef && !rollout.Spec.EmptyTemplate() {
		return fmt.Errorf("template must be empty for workload reference rollout")
	}
	kind := schema.FromAPIVersionAndKind(ref.APIVersion, ref.Kind).GroupKind()
	supported, ok := supportedWorkloads[kind]
	if !ok {
		return fmt.Errorf("workload of type %s/%s is not supported", kind.Group, kind.Kind)
	}
	workload, ok := c.workloads[workloadKey{kind, key{rollout.Namespace, ref.Name}}]
	if !ok {
		return fmt.Errorf("%s %q not found", kind, ref.Name)
	}
	if found, ok, _ := unstructured.NestedMap(workload.Object, supported.template...); ok {
		template, err := decode[corev1.PodTemplateSpec](found)
		if err != nil {
			return err
		}
		rollout.Spec.SetResolvedTemplate(*template)
	}
	if rollout.Spec.Selector != nil || supported.selector == nil {
		return nil
	}
	if found, ok, _ := unstructured.NestedMap(workload.Object, supported.selector...); ok {
		selector, err := decode[metav1.LabelSelector](found)
		if err != nil {
			return err
		}
		rollout.Spec.SetResolvedSelector(selector)
	}
	return nil
}
