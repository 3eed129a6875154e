import { type Measured } from './measurement';
import { type MetricPlan } from './run-plan';
import { type Reply } from './world/prometheus-server';
import { type World } from './world/world';
import { type Profile } from '../condition/dialect';
import { type Result, type ResultShape } from '../condition/environment';
import { compileVerdict, type Judge } from '../condition/verdict';
import { isObject, stringAt, valueAt } from '../manifest/json';
import { type Expression } from '../promql/ast';
import { readQuery } from '../promql/query';
import { formatFloat } from '../promql/series/format-float';

const PROVIDER = ['provider', 'prometheus'];

/** A metric that Prometheus is asked for: its query and its conditions, read once. */
export class Question {
  /** Undefined where Prometheus would refuse it. */
  public readonly expression?: Expression;
  private readonly refusal: string;
  private readonly judges = new Map<ResultShape, Judge>();

  constructor(private readonly metric: MetricPlan, private readonly profile: Profile) {
    const { expression, problem } = readQuery(stringAt(metric.definition, ...PROVIDER, 'query') ?? '');
    this.expression = expression;
    this.refusal = problem ? `bad_data: invalid parameter "query": ${problem.message}` : '';
  }

  /** Measures as the controller does, at a time in milliseconds. */
  public measure(world: World, at: number): Measured {
    return this.expression ? this.read(world.ask(this.expression, at)) : { phase: 'Error', message: this.refusal };
  }

  /**
   * What a server's answer comes to; an error leaves no value behind.
   *
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go
   */
  private read({ result, error, seconds }: Reply): Measured {
    if (!result) return { phase: 'Error', message: error, seconds };
    switch (result.type) {
      case 'scalar': return this.judge(result.value, 'scalar', formatFloat(result.value), seconds);
      case 'vector': return this.judgeList(result.elements.map(({ value }) => value), 'vector', seconds);
      case 'matrix': return this.judgeList(result.series.flatMap(({ values }) => [...values]), 'matrix', seconds);
      case 'string': return { phase: 'Error', message: 'Prometheus metric type not supported', seconds };
    }
  }

  private judgeList(values: readonly number[], shape: ResultShape, seconds: number): Measured {
    return this.judge(values, shape, `[${values.map(formatFloat).join(',')}]`, seconds);
  }

  private judge(result: Result, shape: ResultShape, value: string, seconds: number): Measured {
    let judge = this.judges.get(shape);
    if (!judge) this.judges.set(shape, judge = compileVerdict(this.conditions(), shape, this.profile));
    const { phase, problem } = judge.judge(result);
    return problem ? { phase, message: problem.message, seconds } : { phase, value, seconds };
  }

  private conditions() {
    const { definition } = this.metric;
    return { successCondition: stringAt(definition, 'successCondition'), failureCondition: stringAt(definition, 'failureCondition') };
  }
}

/** Why a metric cannot be measured in a simulated world, if it cannot. */
export function refusalOf({ name, definition }: MetricPlan): string | undefined {
  const provider = valueAt(definition, 'provider');
  const [other] = isObject(provider) ? Object.keys(provider).filter((each) => each !== 'prometheus') : [];
  if (other !== undefined) return `metric '${name}' is measured by ${other}, and a scenario has only Prometheus`;
  return isObject(valueAt(definition, ...PROVIDER, 'rangeQuery')) ? `metric '${name}' has a rangeQuery, which is not simulated` : undefined;
}
