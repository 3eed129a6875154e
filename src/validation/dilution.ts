import { type MeasuredMetric } from './measured-metrics';
import { requestSelectors } from './request-selectors';
import { compileVerdict, type Judge } from '../condition/verdict';
import { listAt, numberAt, objectAt, stringAt, valueAt } from '../manifest/json';
import { selectorsIn, withoutParentheses } from '../promql/questions';
import { expandTemplate } from '../promql/template';

/** How much of a bad canary a measurement of both versions together lets pass. */
export interface Dilution {
  /** Percentage of the requests that the canary has. */
  readonly weight: number;
  /** The largest whole percentage of its own requests that may fail, with none of stable's failing. */
  readonly failing: number;
}

const CANARY = ['spec', 'strategy', 'canary'];

/** Where a metric is a share of requests, and its condition has one bound on it: found by asking the condition. */
export function dilutionOf(metric: MeasuredMetric): Dilution | undefined {
  const weight = leastWeight(metric);
  if (weight === undefined || !isShareOfRequests(metric)) return undefined;
  const judge = judgeOf(metric);
  const passes = (value: number) => judge.judge([value]).phase === 'Successful';
  if (passes(1) === passes(0)) return undefined;
  const measured = (failing: number) => Number((passes(1) ? 1 - weight * failing / 1e4 : weight * failing / 1e4).toFixed(8));
  const failing = Array.from({ length: 100 }, (_, index) => 100 - index).find((percent) => passes(measured(percent)));
  return failing === undefined ? undefined : { weight, failing };
}

function judgeOf({ metric, args }: MeasuredMetric): Judge {
  const filledIn = (field: string) => expandTemplate(stringAt(metric, field) ?? '', args).text;
  return compileVerdict({ successCondition: filledIn('successCondition'), failureCondition: filledIn('failureCondition') }, 'vector', '1.9');
}

function isShareOfRequests({ query }: MeasuredMetric): boolean {
  if (!query?.expression) return false;
  const share = withoutParentheses(query.expression);
  if (share.kind !== 'binary' || share.operator !== '/') return false;
  const requests = requestSelectors(share).filter(({ metric }) => metric === 'istio_requests_total');
  return requests.length > 0 && requests.length === selectorsIn(share).length;
}

/** The least weight, short of all requests, at which a metric is measured. */
function leastWeight({ release: { rollout: { object } }, analysis: { kind, step } }: MeasuredMetric): number | undefined {
  // Weights are shares of another total then.
  if (valueAt(object, ...CANARY, 'trafficRouting', 'maxTrafficWeight') !== undefined) return undefined;
  const weights = listAt(object, ...CANARY, 'steps').map((each) => numberAt(each, 'setWeight'));
  if (kind === 'step') return partial(weights.slice(0, step).filter((weight) => weight !== undefined).slice(-1));
  const start = numberAt(objectAt(object, ...CANARY, 'analysis'), 'startingStep') ?? 0;
  return partial(weights.slice(start));
}

function partial(weights: readonly (number | undefined)[]): number | undefined {
  const between = weights.filter((weight) => weight !== undefined && weight > 0 && weight < 100) as number[];
  return between.length === 0 ? undefined : Math.min(...between);
}
