import { placeOfStep } from '../efficacy/places';
import { Severity } from '../finding';
import { type Rule } from '../rule';
import { type ProvenRelease } from '../subject';

export const notProven: Rule = {
  code: 'SC0714',
  name: 'not-proven',
  severity: Severity.INFO,
  title: 'a release of which the twin cannot see everything',
  sources: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  check: ({ proofs }) => proofs.flatMap((release) => reasonsOf(release).map((message) => ({
    at: placeOfStep(release),
    message,
    fix: 'nothing to do where that is intended; what was not seen is not proven',
  }))),
};

function reasonsOf({ proof, refusal }: ProvenRelease): string[] {
  if (!proof) return [`nothing is proven about this release: ${refusal}`];
  const { unserved, unasked, healthy, taken, guards } = proof;
  const [end] = healthy.filter(({ outcome }) => outcome !== 'promoted' && outcome !== 'aborted');
  return [
    ...unserved === undefined ? [] : [`requests and queries are not simulated, so that only the timing of the analysis is proven: ${unserved}`],
    ...unserved === undefined && unasked.length > 0 ? [`the twin has nothing that ${namesOf(unasked.map(({ plan }) => plan.name))} could measure, so that only the timing is proven there: the query is about something else than this service, cannot be read, or looks at too much`] : [],
    ...guards.filter(({ verdict }) => verdict === 'unseen').map(({ guard: { plan }, timeline }) => (
      `whether metric '${plan.name}' would stop a bad canary is not seen: the release ends before it could, because ${timeline.reason}`)),
    ...taken.length > 0 ? [`the proof takes for granted what the manifests do not say: ${taken.join('; ')}`] : [],
    ...end ? [`even a healthy canary is not promoted: ${end.reason}`] : [],
  ];
}

function namesOf(names: readonly string[]): string {
  return `${names.length === 1 ? 'metric' : 'metrics'} ${names.map((name) => `'${name}'`).join(', ')}`;
}
