import { objectAt, listAt } from '../../manifest/json';
import { type Release } from '../../manifest/release';
import { Severity } from '../finding';
import { type Rule, type Violation } from '../rule';
import { type ProvenRelease } from '../subject';

export const noAnalysis: Rule = {
  code: 'SC0705',
  name: 'no-analysis',
  severity: Severity.WARNING,
  title: 'a canary that nothing measures',
  sources: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  check: ({ releases, proofs }) => [
    ...releases.filter(({ analyses }) => analyses.length === 0).flatMap((release) => violationOf(release, 'there is no analysis')),
    ...proofs.filter(decidesNothing).flatMap(({ release }) => violationOf(release, 'no metric of its analysis decides anything, because all are dry runs or there is none')),
  ],
};

function violationOf(release: Release, reason: string): Violation[] {
  return isCanary(release) && !isJudgedOtherwise(release) ? [{
    at: { manifest: release.rollout, path: ['spec', 'strategy', 'canary'], part: 'key' },
    message: `${reason}: a bad release is promoted unless a person stops it`,
    fix: 'measure the canary: analysis with a template and a startingStep after the first weight',
  }] : [];
}

function decidesNothing({ proof }: ProvenRelease): boolean {
  return proof?.guards.length === 0;
}

function isCanary({ rollout }: Release): boolean {
  return listAt(rollout.object, 'spec', 'strategy', 'canary', 'steps').length > 0;
}

/** A plugin, or an experiment, may be what judges it. */
function isJudgedOtherwise({ rollout }: Release): boolean {
  return listAt(rollout.object, 'spec', 'strategy', 'canary', 'steps').some((step) => objectAt(step, 'plugin') ?? objectAt(step, 'experiment'));
}
