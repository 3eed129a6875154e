import * as fc from 'fast-check';
import { expressions } from './promql-expressions';
import { seriesSets } from './series';
import { type Evaluation, type Series } from '../oracles/promql';

/** A query, what it is asked of, and when. */
export interface GeneratedEvaluation extends Evaluation {
  readonly series: readonly Series[];
}

/** Queries at one moment and over ranges, before, in and after their data. */
export function evaluations(): fc.Arbitrary<GeneratedEvaluation> {
  const query = fc.oneof({ weight: 12, arbitrary: expressions.vector }, expressions.scalar, expressions.range);
  const at = fc.constantFrom(0, 60, 300, 307.5, 600, 600, 900, 1400);
  const steps = fc.record({ length: fc.constantFrom(0, 60, 300, 600, 605), step: fc.constantFrom(15, 60, 7.5, 61) });
  const range = fc.option(steps, { nil: undefined, freq: 2 });
  return fc.record({ series: seriesSets(), query, at, range })
    .map(({ range: of, ...asked }) => ({ ...asked, range: of && { end: asked.at + of.length, step: of.step } }));
}
