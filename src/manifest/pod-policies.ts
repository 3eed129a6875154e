import { type Bundle, type Reference } from './bundle';
import { objectAt, stringAt, stringsAt } from './json';
import { ISTIO_TELEMETRY } from './kinds';
import { type Labels, labelsInclude, selectorMatches } from './label-selector';
import { groupOf, type Manifest } from './manifest';

/** The PodDisruptionBudgets of a namespace that cover pods with these labels; an empty selector covers all. */
export function disruptionBudgetsFor(bundle: Bundle, namespace: string, labels: Labels): Manifest[] {
  return bundle.maySelect('policy', 'PodDisruptionBudget', namespace, ['spec', 'selector', 'matchLabels'], labels)
    .filter((budget) => selectorMatches(objectAt(budget.object, 'spec', 'selector'), labels) === true);
}

/**
 * The Telemetries of a namespace that apply to pods with these labels: those that select them, or all where there is no selector.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Telemetry
 */
export function telemetriesFor(bundle: Bundle, namespace: string, labels: Labels): Manifest[] {
  const path = ['spec', 'selector', 'matchLabels'];
  return bundle.maySelect(ISTIO_TELEMETRY, 'Telemetry', namespace, path, labels).filter(({ object }) => {
    // One that is attached to a Gateway or a Service is none of the pods'.
    if (objectAt(object, 'spec', 'targetRef') || objectAt(object, 'spec')?.targetRefs) return false;
    const selector = stringsAt(object, ...path);
    return selector.size === 0 || labelsInclude(labels, selector);
  });
}

/** The HorizontalPodAutoscalers and ScaledObjects that scale an object. */
export function autoscalersOf(bundle: Bundle, scaled: Manifest): Manifest[] {
  const namespace = bundle.namespaceOf(scaled);
  const autoscalers = [...bundle.inNamespace('autoscaling', 'HorizontalPodAutoscaler', namespace), ...bundle.inNamespace('keda.sh', 'ScaledObject', namespace)];
  // Its name first: that is what most of a namespace's differ in.
  return autoscalers.filter((autoscaler) => stringAt(autoscaler.object, 'spec', 'scaleTargetRef', 'name') === scaled.name && scaleTargetOf(bundle, autoscaler).manifest === scaled);
}

/** What an autoscaler scales; KEDA takes a target without a kind for a Deployment. */
export function scaleTargetOf(bundle: Bundle, autoscaler: Manifest): Reference {
  const path = ['spec', 'scaleTargetRef'];
  const fallback = autoscaler.group === 'keda.sh' ? { apiVersion: 'apps/v1', kind: 'Deployment' } : { apiVersion: '', kind: '' };
  const kind = stringAt(autoscaler.object, ...path, 'kind') ?? fallback.kind;
  const group = groupOf(stringAt(autoscaler.object, ...path, 'apiVersion') ?? fallback.apiVersion);
  const name = stringAt(autoscaler.object, ...path, 'name') ?? '';
  return bundle.refer(autoscaler, path, { group, kind, name, namespace: bundle.namespaceOf(autoscaler) });
}
