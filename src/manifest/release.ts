import { type Analysis, analysesOf } from './analyses';
import { type Bundle, type Reference } from './bundle';
import { ARGO } from './kinds';
import { type Manifest } from './manifest';
import { autoscalersOf, disruptionBudgetsFor, telemetriesFor } from './pod-policies';
import { type RoutedService, type RoutedSubsets, subsetsOf, virtualServicesOf } from './rollout-routing';
import { type RolloutService, servicesOf, servicesSelecting } from './rollout-services';
import { type Workload, workloadOf } from './workload';

/** A Rollout and everything in the bundle that takes part in its releases. */
export interface Release {
  readonly rollout: Manifest;
  readonly namespace: string;
  readonly workload: Workload;
  /** The Services that the Rollout names. */
  readonly services: readonly RolloutService[];
  /** Other Services that select the pods, whichever revision they are of. */
  readonly apexServices: readonly Manifest[];
  readonly virtualServices: readonly RoutedService[];
  readonly subsets?: RoutedSubsets;
  readonly analyses: readonly Analysis[];
  /** Autoscalers of the Rollout, and of the Deployment that it took over. */
  readonly autoscalers: readonly Manifest[];
  readonly disruptionBudgets: readonly Manifest[];
  readonly telemetries: readonly Manifest[];
}

/** Finds what belongs to each Rollout of a bundle. */
export function releasesOf(bundle: Bundle): Release[] {
  return bundle.ofKind(ARGO, 'Rollout').map((rollout) => releaseOf(bundle, rollout));
}

export function releaseOf(bundle: Bundle, rollout: Manifest): Release {
  const namespace = bundle.namespaceOf(rollout);
  const workload = workloadOf(bundle, rollout);
  const services = servicesOf(bundle, rollout);
  const named = new Set(services.map(({ reference }) => reference.manifest));
  const { labels } = workload;
  const scaled = [rollout, workload.reference?.manifest].filter((manifest) => manifest !== undefined);
  return {
    rollout,
    namespace,
    workload,
    services,
    apexServices: labels ? servicesSelecting(bundle, namespace, labels).filter((service) => !named.has(service)) : [],
    virtualServices: virtualServicesOf(bundle, rollout),
    subsets: subsetsOf(bundle, rollout),
    analyses: analysesOf(bundle, rollout),
    autoscalers: scaled.flatMap((manifest) => autoscalersOf(bundle, manifest)),
    disruptionBudgets: labels ? disruptionBudgetsFor(bundle, namespace, labels) : [],
    telemetries: telemetriesFor(bundle, namespace, labels ?? new Map()),
  };
}

/** Every place in a release that names another object. */
export function referencesOf({ workload, services, virtualServices, subsets, analyses }: Release): Reference[] {
  return [
    ...workload.reference ? [workload.reference] : [],
    ...services.map(({ reference }) => reference),
    ...virtualServices.flatMap(({ reference, gateways }) => [reference, ...gateways]),
    ...subsets ? [subsets.reference] : [],
    ...analyses.flatMap(({ references }) => references),
  ];
}
