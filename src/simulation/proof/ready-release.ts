import { type Assumptions } from './assumptions';
import { takesTooLong, tooMuchIn } from './effort';
import { faultOfQuery } from './fault-of-query';
import { type ReadyRelease } from './prove';
import { type Release } from '../../manifest/release';
import { type Expression } from '../../promql/ast';
import { type ProfileVersion } from '../profile';
import { readRollout } from '../read-rollout';
import { readServedRelease, type ServedRelease } from '../read-served-release';

/** A release that can be proven, or why it cannot. */
export type ReadReady = { readonly ready: ReadyRelease; readonly refusal?: undefined } | { readonly ready?: undefined; readonly refusal: string };

/** Reads as much of a release as is simulated: where only its requests are not, its guards measure what they are told. */
export function readReady(release: Release, assumptions: Assumptions, version: ProfileVersion): ReadReady {
  const { model, refusal } = readRollout(release);
  if (!model) return { refusal };
  const tooMuch = tooMuchIn(model, assumptions);
  if (tooMuch !== undefined) return { refusal: tooMuch };
  const { protocol } = assumptions;
  const { served, refusal: unserved } = readServedRelease(release, model, version, { protocol, leavesOut: true });
  return { ready: served ? { model, served: withoutUnknown(served) } : { model, unserved } };
}

/** Nobody can answer a query about something else, and nobody waits for one that looks at too much. */
function withoutUnknown(served: ServedRelease): ServedRelease {
  const isKnown = (expression: Expression) => faultOfQuery(expression, served.workload) !== undefined && !takesTooLong(expression);
  const known = [...served.questions].filter(([, { expression }]) => expression && isKnown(expression));
  return { ...served, questions: new Map(known) };
}
