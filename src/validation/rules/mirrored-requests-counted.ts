import { type Json, listAt, numberAt, objectAt, stringAt } from '../../manifest/json';
import { type Release } from '../../manifest/release';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { lets, requestSelectors } from '../request-selectors';
import { type Rule } from '../rule';

export const mirroredRequestsCounted: Rule = {
  code: 'SC0417',
  name: 'mirrored-requests-counted',
  severity: Severity.INFO,
  title: 'copies of requests among those that are measured',
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/mirroring/',
    'https://github.com/istio/istio/issues/23496',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-mirroring-traffic-to-canary',
  ],
  check: (subject) => subject.metrics.filter(countsCopies).map(({ release, template, name, query, analysis }) => ({
    at: { manifest: template, path: query!.path },
    message: `the query of metric '${name}' reads what pods report, and ${mirrorOf(release, analysis.step) ?? 'a route'} sends the canary copies of requests as well: `
      + 'nobody waits for their answers, and they count like others',
    fix: 'where only what callers get is to count, match reporter="source", which has no copies',
  })),
};

function countsCopies({ release, query, analysis }: MeasuredMetric): boolean {
  if (!query?.expression || !['background', 'step'].includes(analysis.kind)) return false;
  const reads = requestSelectors(query.expression).some(({ selector }) => lets(selector, 'reporter', 'destination'));
  return reads && mirrorOf(release, analysis.kind === 'step' ? analysis.step : undefined) !== undefined;
}

/** What mirrors while something is measured: in a step, or at some time from the analysis' first step on. */
function mirrorOf(release: Release, step: number | undefined): string | undefined {
  const canary = objectAt(release.rollout.object, 'spec', 'strategy', 'canary');
  const steps = listAt(canary, 'steps');
  const first = step ?? numberAt(canary, 'analysis', 'startingStep') ?? 0;
  const mirroring = steps.findIndex((each, index) => mirrors(each) && lastsUntil(steps, index) > first && index < (step ?? Infinity));
  if (mirroring >= 0) return `step ${mirroring} (setMirrorRoute)`;
  return release.virtualServices.some((routed) => hasMirrorToCanary(release, routed)) ? 'the VirtualService' : undefined;
}

function mirrors(step: Json): boolean {
  return listAt(step, 'setMirrorRoute', 'match').length > 0 && numberAt(step, 'setMirrorRoute', 'percentage') !== 0;
}

/** The step that takes a mirror away again, by naming it without a match. */
function lastsUntil(steps: readonly Json[], index: number): number {
  const name = stringAt(steps[index], 'setMirrorRoute', 'name');
  const end = steps.findIndex((step, later) => later > index && stringAt(step, 'setMirrorRoute', 'name') === name && !mirrors(step));
  return end < 0 ? Infinity : end;
}

function hasMirrorToCanary({ subsets, services }: Release, { reference: { manifest } }: Release['virtualServices'][number]): boolean {
  const canaries = services.filter(({ role }) => role === 'canary').map(({ reference }) => reference.target.name);
  const targets = listAt(manifest?.object, 'spec', 'http').flatMap((route) => [objectAt(route, 'mirror'), ...listAt(route, 'mirrors').map((each) => objectAt(each, 'destination'))]);
  return targets.some((target) => target !== undefined && (stringAt(target, 'subset') === subsets?.canary.name || canaries.includes((stringAt(target, 'host') ?? '').split('.')[0])));
}
