package main

import (
	"encoding/json"
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// cluster is what the controller's listers would find.
type cluster struct {
	rollouts         []*v1alpha1.Rollout
	templates        map[key]*v1alpha1.AnalysisTemplate
	clusterTemplates map[string]*v1alpha1.ClusterAnalysisTemplate
	services         map[key]*corev1.Service
	virtualServices  map[key]*unstructured.Unstructured
	workloads        map[workloadKey]*unstructured.Unstructured
}

type key struct{ namespace, name string }

type workloadKey struct {
	kind schema.GroupKind
	key
}

// applied sorts objects as if they had been applied: without a namespace they land in "default".
//
// Decoding is lenient, as the controller's is; unknown fields are the API server's business. What cannot be decoded is an issue.
func applied(objects []map[string]any) (*cluster, []issue) {
	c := &cluster{
		templates:        map[key]*v1alpha1.AnalysisTemplate{},
		clusterTemplates: map[string]*v1alpha1.ClusterAnalysisTemplate{},
		services:         map[key]*corev1.Service{},
		virtualServices:  map[key]*unstructured.Unstructured{},
		workloads:        map[workloadKey]*unstructured.Unstructured{},
	}
	var issues []issue
	for _, object := range objects {
		found := &unstructured.Unstructured{Object: object}
		if err := c.add(found); err != nil {
			resource := fmt.Sprintf("%s/%s", found.GetKind(), found.GetName())
			issues = append(issues, issue{Resource: resource, Stage: stageDecode, Message: err.Error()})
		}
	}
	return c, issues
}

func (c *cluster) add(object *unstructured.Unstructured) error {
	kind := object.GroupVersionKind().GroupKind()
	if object.GetNamespace() == "" && kind.Kind != "ClusterAnalysisTemplate" {
		object.SetNamespace("default")
	}
	at := key{object.GetNamespace(), object.GetName()}
	switch kind.String() {
	case "Rollout.argoproj.io":
		rollout, err := decode[v1alpha1.Rollout](object.Object)
		if err == nil {
			c.rollouts = append(c.rollouts, rollout)
		}
		return err
	case "AnalysisTemplate.argoproj.io":
		return store(c.templates, at, object)
	case "ClusterAnalysisTemplate.argoproj.io":
		return store(c.clusterTemplates, at.name, object)
	case "Service":
		return store(c.services, at, object)
	case "VirtualService.networking.istio.io":
		c.virtualServices[at] = object
	case "Deployment.apps", "ReplicaSet.apps", "PodTemplate":
		c.workloads[workloadKey{kind, at}] = object
	}
	return nil
}

func store[Key comparable, Kind any](into map[Key]*Kind, at Key, object *unstructured.Unstructured) error {
	decoded, err := decode[Kind](object.Object)
	if err == nil {
		into[at] = decoded
	}
	return err
}

// decode goes through JSON, as upstream's remarshalMap does: runtime.DefaultUnstructuredConverter takes other shapes.
func decode[Kind any](object map[string]any) (*Kind, error) {
	data, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	decoded := new(Kind)
	return decoded, json.Unmarshal(data, decoded)
}
