import { type Answer, differenceOf, libraryAnswer, serverAnswer } from './answer';
import { type Candidate } from './candidates';
import { KNOWN_DIFFERENCES, type KnownDifference } from './known-differences';
import { checkObject } from '../../src/schema/check-object';
import { type ApiServer } from '../oracles/api-server';
import { type KubeObject } from '../oracles/kube-object';

/** What the server and the library say of one object. */
export interface Comparison {
  readonly candidate: Candidate;
  /** Whether the server would take it. */
  readonly accepted: boolean;
  /** The lines in which they differ, each after the kind; none where they agree. */
  readonly difference: readonly string[];
}

/** A server answers one request while it works on another; more than these it would only queue. */
const AT_A_TIME = 8;

/** Asks about all, some at a time; the answers come in the order of the candidates. */
export async function compareAll(candidates: readonly Candidate[], apiServer: ApiServer): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  let next = 0;
  const work = async () => {
    while (next < candidates.length) {
      const index = next++;
      comparisons[index] = await compare(candidates[index], apiServer);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return comparisons;
}

async function compare(candidate: Candidate, apiServer: ApiServer): Promise<Comparison> {
  const object = candidate.object();
  const server = serverAnswer(await apiServer.dryRun(object));
  const difference = differenceOf(server, answerOfLibrary(object)).map((line) => `${candidate.kind} ${line}`);
  return { candidate, accepted: server.length === 0, difference };
}

function answerOfLibrary(object: KubeObject): Answer {
  return libraryAnswer(checkObject(object));
}

/** The entry that explains a line of a difference. */
export function explanationOf(line: string, difference: readonly string[]): KnownDifference | undefined {
  return KNOWN_DIFFERENCES.find(({ lines, besides }) => lines.test(line) || (besides?.test(line) && difference.some((other) => lines.test(other))));
}

/** What nobody has explained, to be read by who has to. */
export function unexplained(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ candidate, difference }) => {
    const lines = difference.filter((line) => explanationOf(line, difference) === undefined);
    return lines.length ? [`${candidate.description}\n  ${lines.join('\n  ')}`] : [];
  });
}
