import { type ObjectPlace } from './rule';
import { type Subject } from './subject';
import { type Call, type Expression } from '../promql/ast';
import { everythingIn } from '../promql/questions';

/** Functions that need two samples in their window, and read nothing where there are fewer. */
const OF_TWO_SAMPLES = new Set(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'predict_linear']);

/** A function over a window of samples as they were scraped. */
interface RateWindow {
  readonly function: string;
  readonly seconds: number;
}

interface ShortWindow {
  readonly at: ObjectPlace;
  readonly metric: string;
  /** The function and its window, as one writes them. */
  readonly text: string;
}

/** The windows of all queries that are too short, one for each query. */
export function shortWindows({ metrics }: Subject, isShort: (window: RateWindow) => boolean): ShortWindow[] {
  return metrics.flatMap(({ template, name, query }) => {
    const short = query?.expression && windowsIn(query.expression).find(isShort);
    return short ? [{ at: { manifest: template, path: query.path }, metric: name, text: `${short.function}(…[${short.seconds}s])` }] : [];
  });
}

function windowsIn(expression: Expression): RateWindow[] {
  return everythingIn(expression).filter((one) => one.kind === 'call').filter((call) => OF_TWO_SAMPLES.has(call.function)).flatMap(windowOf);
}

/** What a subquery computes has no scrapes. */
function windowOf({ function: name, args: [window] }: Call): RateWindow[] {
  return window.kind === 'matrixSelector' ? [{ function: name, seconds: window.range }] : [];
}
