import { type JsonPath } from '../../manifest/json';
import { type Guard } from '../../simulation/proof/guard';
import { type ObjectPlace } from '../rule';
import { type ProvenRelease } from '../subject';

const CANARY: JsonPath = ['spec', 'strategy', 'canary'];

/** Where a Rollout says that a metric is measured. */
export function placeOfGuard({ release: { rollout, analyses } }: ProvenRelease, { step }: Guard): ObjectPlace {
  const analysis = analyses.find((each) => (step === undefined ? each.kind === 'background' : each.kind === 'step' && each.step === step));
  // The value begins with whichever of its fields is first.
  return { manifest: rollout, path: analysis?.path ?? CANARY, part: 'key' };
}

/** A step of a Rollout; without an index its steps, or what it is instead. */
export function placeOfStep({ release: { rollout } }: ProvenRelease, step?: number): ObjectPlace {
  return step === undefined ? { manifest: rollout, path: CANARY, part: 'key' } : { manifest: rollout, path: [...CANARY, 'steps', step] };
}
