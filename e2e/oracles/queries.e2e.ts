import { ArgoOracle, type ConditionResult, MeasureOracle, type Metric } from './argo';
import { type Evaluated, PromqlOracle } from './promql';
import { HASHES, NOW, type Reading, readingsOf, type Scenario, seriesOf } from './readings';
import { examples, type WrittenExample } from '../bundle/example';

let argo: ArgoOracle;
let next: MeasureOracle;
let promql: PromqlOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  next = await MeasureOracle.start('argo-1.10');
  promql = await PromqlOracle.start();
});

afterAll(async () => Promise.all([argo.stop(), next.stop(), promql.stop()]));

/** The bound at which a condition of the library changes its mind: `… && result[0] >= 0.95`. */
const BOUND = /^(?:len\(result\) > 0 && )?(?:!isNaN\(result\[0\]\) && )?result\[0\] (>=|<=) ([\d.]+)$/;

interface Measured {
  readonly metric: Metric;
  /** Whose requests it is asked about. */
  readonly workload: { readonly namespace: string; readonly service: string };
}

async function measuredIn({ bundle, objects }: WrittenExample): Promise<Measured[]> {
  const runs = await argo.runs(objects, HASHES);
  return runs.flatMap(({ resource, metrics }) => {
    const { name, namespace = 'default' } = bundle.find(({ kind, metadata }) => `${kind}/${metadata?.name}` === resource)!.metadata!;
    return metrics.filter(({ provider }) => provider.prometheus).map((metric) => ({ metric, workload: { namespace, service: name! } }));
  });
}

function readingOf({ series, message }: Evaluated): Reading {
  if (message !== undefined) throw new Error(message);
  if (series.length === 0) return null;
  const [{ value }] = series[0].samples;
  return value === 'NaN' ? value : Number(value);
}

function boundOf({ name, successCondition = '' }: Metric): { readonly isLeast: boolean; readonly bound: number } {
  const [, comparison, bound] = BOUND.exec(successCondition) ?? [];
  if (!bound) throw new Error(`the condition of '${name}' has a shape that this suite does not know: ${successCondition}`);
  return { isLeast: comparison === '>=', bound: Number(bound) };
}

function vector(reading: Reading): ConditionResult {
  return { vector: reading === null ? [] : [reading] };
}

/** The verdict by the bound alone, worked out here and not by anybody's evaluator. */
function verdictOf(metric: Metric, reading: Reading, withoutData: string): string {
  if (reading === null) return withoutData;
  if (reading === 'NaN') return 'Failed';
  const { isLeast, bound } = boundOf(metric);
  return (isLeast ? reading >= bound : reading <= bound) ? 'Successful' : 'Failed';
}

/** What Prometheus' API says of a result. */
function httpAnswer({ type, series }: Evaluated) {
  const result = series.map(({ labels, samples: [{ time, value }] }) => ({ metric: labels, value: [time, value] }));
  return { status: 200, body: JSON.stringify({ status: 'success', data: { resultType: type, result } }) };
}

describe.each(examples())('the queries of dist/$name', (example) => {
  test('parse, and give one number', async () => {
    const measured = await measuredIn(example);
    expect(measured).not.toHaveLength(0);
    for (const { metric } of measured) expect(await promql.parse(metric.provider.prometheus!.query!)).toMatchObject({ accepted: true, type: 'vector' });
  });

  test('read what happens, and the real provider makes the right verdict of it in both releases', async () => {
    for (const { metric, workload } of await measuredIn(example)) {
      const { values, withoutData } = readingsOf(example.name, metric);
      for (const [scenario, expected] of Object.entries(values) as [Scenario, Reading][]) {
        // WHEN
        const series = seriesOf(example.name, metric, workload, scenario);
        const evaluated = await promql.eval({ query: metric.provider.prometheus!.query!, series, at: NOW });

        // THEN
        const read = readingOf(evaluated);
        expect({ metric: metric.name, scenario, read }).toEqual({
          metric: metric.name, scenario, read: typeof expected === 'number' ? expect.closeTo(expected, 6) : expected,
        });
        const phase = verdictOf(metric, expected, withoutData);
        for (const oracle of [argo, next]) {
          const measured = await oracle.measure(metric, httpAnswer(evaluated));
          expect({ metric: metric.name, scenario, phase: measured.phase }).toEqual({ metric: metric.name, scenario, phase });
        }
      }
    }
  });

  test('have conditions that change their minds at the bound, and fail without data', async () => {
    for (const { metric } of await measuredIn(example)) {
      const { withoutData } = readingsOf(example.name, metric);
      const { isLeast, bound } = boundOf(metric);
      const [within, beyond] = isLeast ? [bound + 1e-9, bound - 1e-9] : [bound - 1e-9, bound + 1e-9];
      const expected: [Reading, string][] = [[bound, 'Successful'], [within, 'Successful'], [beyond, 'Failed'], ['NaN', 'Failed'], [null, withoutData]];
      for (const [reading, phase] of expected) {
        for (const oracle of [argo, next]) {
          expect([metric.name, reading, (await oracle.verdict(metric, vector(reading))).phase]).toEqual([metric.name, reading, phase]);
        }
      }
    }
  });
});
