package main

import (
	"fmt"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
	istioutil "github.com/argoproj/argo-rollouts/utils/istio"
	k8serrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// A template that refers to itself overflows the controller's stack, and would ours.
const deepestTemplate = 100

// references does what rollout/controller.go's getRolloutReferencedResources does, with its messages; the first that is missing ends it.
func (c *cluster) references(rollout *v1alpha1.Rollout) (*validation.ReferencedResources, error) {
	found := &validation.ReferencedResources{}
	if err := c.lookUpServices(rollout, found); err != nil {
		return nil, err
	}
	for _, use := range analyses(rollout) {
		if err := c.lookUpTemplates(rollout.Namespace, use, found); err != nil {
			return nil, err
		}
	}
	if err := validation.ValidateRolloutNginxIngressesConfig(rollout); err != nil {
		return nil, err
	}
	if err := validation.ValidateRolloutAlbIngressesConfig(rollout); err != nil {
		return nil, err
	}
	if err := validation.ValidateRolloutVirtualServicesConfig(rollout); err != nil {
		return nil, err
	}
	return found, c.lookUpVirtualServices(rollout, found)
}

// notLookedUp names the routers whose own objects are beyond this oracle.
func notLookedUp(rollout *v1alpha1.Rollout) []string {
	canary := rollout.Spec.Strategy.Canary
	if canary == nil || canary.TrafficRouting == nil {
		return nil
	}
	var routers []string
	for router, used := range map[string]bool{
		"nginx": canary.TrafficRouting.Nginx != nil, "alb": canary.TrafficRouting.ALB != nil,
		"ambassador": canary.TrafficRouting.Ambassador != nil, "appMesh": canary.TrafficRouting.AppMesh != nil,
	} {
		if used {
			routers = append(routers, router)
		}
	}
	return routers
}

func (c *cluster) lookUpServices(rollout *v1alpha1.Rollout, found *validation.ReferencedResources) error {
	for _, use := range services(rollout) {
		if use.name == "" {
			continue
		}
		service, ok := c.services[key{rollout.Namespace, use.name}]
		if !ok {
			return field.Invalid(validation.GetServiceWithTypeFieldPath(use.as), use.name, notFound("service", use.name))
		}
		found.ServiceWithType = append(found.ServiceWithType, validation.ServiceWithType{Service: service, Type: use.as})
	}
	return nil
}

type serviceUse struct {
	name string
	as   validation.ServiceType
}

func services(rollout *v1alpha1.Rollout) []serviceUse {
	if blueGreen := rollout.Spec.Strategy.BlueGreen; blueGreen != nil {
		return []serviceUse{{blueGreen.ActiveService, validation.ActiveService}, {blueGreen.PreviewService, validation.PreviewService}}
	}
	canary := rollout.Spec.Strategy.Canary
	if canary == nil {
		return nil
	}
	uses := []serviceUse{{canary.StableService, validation.StableService}, {canary.CanaryService, validation.CanaryService}}
	if canary.PingPong != nil {
		uses = append(uses, serviceUse{canary.PingPong.PingService, validation.PingService}, serviceUse{canary.PingPong.PongService, validation.PongService})
	}
	return uses
}

// templateUse is one place of a Rollout that names analysis templates.
type templateUse struct {
	analysis *v1alpha1.RolloutAnalysis
	as       validation.AnalysisTemplateType
	step     int
}

func analyses(rollout *v1alpha1.Rollout) []templateUse {
	var uses []templateUse
	if blueGreen := rollout.Spec.Strategy.BlueGreen; blueGreen != nil {
		if blueGreen.PrePromotionAnalysis != nil {
			uses = append(uses, templateUse{blueGreen.PrePromotionAnalysis, validation.PrePromotionAnalysis, 0})
		}
		if blueGreen.PostPromotionAnalysis != nil {
			uses = append(uses, templateUse{blueGreen.PostPromotionAnalysis, validation.PostPromotionAnalysis, 0})
		}
	} else if canary := rollout.Spec.Strategy.Canary; canary != nil {
		for i, step := range canary.Steps {
			if step.Analysis != nil {
				uses = append(uses, templateUse{step.Analysis, validation.InlineAnalysis, i})
			}
		}
		if canary.Analysis != nil {
			uses = append(uses, templateUse{&canary.Analysis.RolloutAnalysis, validation.BackgroundAnalysis, 0})
		}
	}
	return uses
}

func (c *cluster) lookUpTemplates(namespace string, use templateUse, found *validation.ReferencedResources) error {
	at := validation.GetAnalysisTemplateWithTypeFieldPath(use.as, use.step)
	templates := validation.AnalysisTemplatesWithType{TemplateType: use.as, CanaryStepIndex: use.step, Args: use.analysis.Args}
	if err := c.collectTemplates(namespace, use.analysis.Templates, at, &templates, 0); err != nil {
		return err
	}
	found.AnalysisTemplatesWithType = append(found.AnalysisTemplatesWithType, templates)
	return nil
}

func (c *cluster) collectTemplates(
	namespace string, refs []v1alpha1.AnalysisTemplateRef, at *field.Path, into *validation.AnalysisTemplatesWithType, depth int,
) error {
	if depth == deepestTemplate {
		return fmt.Errorf("templates refer to themselves, the controller would end in a stack overflow")
	}
	for _, ref := range refs {
		nested, err := c.collectTemplate(namespace, ref, at, into)
		if err != nil {
			return err
		}
		if err := c.collectTemplates(namespace, nested, field.NewPath("spec", "templates"), into, depth+1); err != nil {
			return err
		}
	}
	into.AnalysisTemplates, into.ClusterAnalysisTemplates = analysisutil.FilterUniqueTemplates(into.AnalysisTemplates, into.ClusterAnalysisTemplates)
	return nil
}

// Upstream's validation writes placeholders into the templates that it is given, so they are copies.
func (c *cluster) collectTemplate(
	namespace string, ref v1alpha1.AnalysisTemplateRef, at *field.Path, into *validation.AnalysisTemplatesWithType,
) ([]v1alpha1.AnalysisTemplateRef, error) {
	if ref.IsClusterScope() {
		template, ok := c.clusterTemplates[ref.TemplateName]
		if !ok {
			return nil, field.Invalid(at, ref.TemplateName, fmt.Sprintf("ClusterAnalysisTemplate '%s' not found", ref.TemplateName))
		}
		into.ClusterAnalysisTemplates = append(into.ClusterAnalysisTemplates, template.DeepCopy())
		return template.Spec.Templates, nil
	}
	template, ok := c.templates[key{namespace, ref.TemplateName}]
	if !ok {
		return nil, field.Invalid(at, ref.TemplateName, fmt.Sprintf("AnalysisTemplate '%s' not found", ref.TemplateName))
	}
	into.AnalysisTemplates = append(into.AnalysisTemplates, template.DeepCopy())
	return template.Spec.Templates, nil
}

// lookUpVirtualServices does what trafficrouting/istio/controller.go's GetReferencedVirtualServices does.
func (c *cluster) lookUpVirtualServices(rollout *v1alpha1.Rollout, found *validation.ReferencedResources) error {
	canary := rollout.Spec.Strategy.Canary
	if canary == nil || canary.TrafficRouting == nil || canary.TrafficRouting.Istio == nil {
		return nil
	}
	list, property := canary.TrafficRouting.Istio.VirtualServices, "virtualServices"
	if !istioutil.MultipleVirtualServiceConfigured(rollout) {
		list, property = []v1alpha1.IstioVirtualService{*canary.TrafficRouting.Istio.VirtualService}, "virtualService"
	}
	for _, ref := range list {
		namespace, name := istioutil.GetVirtualServiceNamespaceName(ref.Name)
		if namespace == "" {
			namespace = rollout.Namespace
		}
		virtualService, ok := c.virtualServices[key{namespace, name}]
		if !ok {
			at := field.NewPath("spec", "strategy", "canary", "trafficRouting", "istio", property, "name")
			return field.Invalid(at, name, notFound("virtualservices.networking.istio.io", name))
		}
		found.VirtualServices = append(found.VirtualServices, *virtualService)
	}
	return nil
}

func notFound(resource, name string) string {
	return k8serrors.NewNotFound(schema.ParseGroupResource(resource), name).Error()
}
