import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parser } from '@prometheus-io/lezer-promql';
import { interleave, type Pairs } from './interleave';
import type * as Queries from '../../src/promql/query';

const WARM_UP_ROUNDS = 10;
const ROUNDS = 25;
const BATCH = 2_000;

const OPERATORS = ['=', '!=', '=~', '!~'];

/** Prints the milliseconds to read one query and check its types, of a shape that was read before and of one that was not; the peer's is the grammar alone. */
async function main(): Promise<void> {
  const library = join(dirname(require.resolve('cdk8s-smart-canary/package.json')), 'lib', 'src', 'promql', 'query.js');
  // What is measured is no part of the public API.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readQuery } = require(library) as typeof Queries;
  const read = (text: string) => { if (readQuery(text).problem) throw new Error(`'${text}' is refused`); };
  const measure = async (queries: string[]): Promise<Pairs> => {
    const pairs = (rounds: number) => interleave(rounds, () => timeEach(queries, read), () => timeEach(queries, (text) => parser.parse(text)));
    await pairs(WARM_UP_ROUNDS);
    return pairs(ROUNDS);
  };
  const shapes = Array.from({ length: OPERATORS.length ** 5 }, (_, shape) => query(shape));
  console.log(JSON.stringify({ known: await measure([ARTICLE]), fresh: await measure(shapes) }));
}

/** The article's query, with other operators between its labels and values: more shapes of it than are kept. */
function query(shape: number): string {
  const operators = [0, 1, 2, 3, 4].map((place) => OPERATORS[Math.floor(shape / OPERATORS.length ** place) % OPERATORS.length]);
  const of = (first: string, second: string, more: string) =>
    `sum(irate(istio_requests_total{reporter${first}"destination",destination_service_name${second}"rpc-server"${more}}[5m]))`;
  return `${of(operators[0], operators[1], `,response_code${operators[2]}"5.*"`)} / \n${of(operators[3], operators[4], '')}`;
}

/** As it is in the article. */
const ARTICLE = query(OPERATORS.indexOf('!~') * OPERATORS.length ** 2);

function timeEach(queries: readonly string[], run: (query: string) => unknown): number {
  const start = performance.now();
  for (let count = 0; count < BATCH; count++) run(queries[count % queries.length]);
  return (performance.now() - start) / BATCH;
}

void main();
