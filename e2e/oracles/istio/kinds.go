package main

import (
	"google.golang.org/protobuf/proto"
	networking "istio.io/api/networking/v1alpha3"
	security "istio.io/api/security/v1beta1"
	telemetry "istio.io/api/telemetry/v1alpha1"
	"istio.io/istio/pkg/config/validation"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

type kind struct {
	spec     func() proto.Message
	validate validation.ValidateFunc
}

// kinds that a canary may meet. Istio's own table of all kinds (pkg/config/schema/collections) would bring in three times the packages.
// The version of an object plays no part: istiod looks kinds up without it, and has one validator for all versions.
var kinds = map[schema.GroupKind]kind{
	networkingKind("VirtualService"):                          {func() proto.Message { return &networking.VirtualService{} }, validation.ValidateVirtualService},
	networkingKind("DestinationRule"):                         {func() proto.Message { return &networking.DestinationRule{} }, validation.ValidateDestinationRule},
	networkingKind("Gateway"):                                 {func() proto.Message { return &networking.Gateway{} }, validation.ValidateGateway},
	networkingKind("ServiceEntry"):                            {func() proto.Message { return &networking.ServiceEntry{} }, validation.ValidateServiceEntry},
	networkingKind("Sidecar"):                                 {func() proto.Message { return &networking.Sidecar{} }, validation.ValidateSidecar},
	{Group: "telemetry.istio.io", Kind: "Telemetry"}:          {func() proto.Message { return &telemetry.Telemetry{} }, validation.ValidateTelemetry},
	{Group: "security.istio.io", Kind: "PeerAuthentication"}:  {func() proto.Message { return &security.PeerAuthentication{} }, validation.ValidatePeerAuthentication},
	{Group: "security.istio.io", Kind: "AuthorizationPolicy"}: {func() proto.Message { return &security.AuthorizationPolicy{} }, validation.ValidateAuthorizationPolicy},
}

func networkingKind(name string) schema.GroupKind {
	return schema.GroupKind{Group: "networking.istio.io", Kind: name}
}
