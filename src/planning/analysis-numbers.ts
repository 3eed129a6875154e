import { candidatesOf, type ChosenNumbers, type Delays } from './candidates';
import { Judge } from './judge';
import { lookbackOf, type MetricQuestion, sightOf, windowOf } from './metric-numbers';
import { type Course, expectedCourse, hastyCourse, type ReleasedPods, type TimedStep } from './release-course';

/** What is known before the analysis is planned; all times in seconds. */
export interface AnalysisQuestion {
  readonly steps: readonly TimedStep[];
  readonly pods: ReleasedPods;
  readonly scrapeInterval: number;
  /** Given, and kept like the given numbers of a metric. */
  readonly startingStep?: number;
}

/** The numbers of an analysis; all times in seconds. */
export interface AnalysisNumbers extends ChosenNumbers {
  readonly startingStep: number;
  /** The range that each query looks back over. */
  readonly window: number;
  /** Time from the start of the analysis to the first possible abort. */
  readonly needed: number;
  /** Time that the timed pauses guarantee between the start of the analysis and the promotion. */
  readonly guaranteed: number;
  /** Whether a canary that always fails is aborted before it is promoted, whatever the operator does. */
  readonly fits: boolean;
}

/** What numbers are compared by: more is better, and the first difference decides. */
type Score = readonly number[];

/** The controller compares whole seconds: a pause may end up to one second early (recorded: 5 s pauses last 4.01 to 4.98 s). */
const PAUSE_TRUNCATION = 1;

/** The interval counts from the end of a measurement, and a query takes its time. */
const QUERY_TIME = 1;

/** Many canaries of an app go through the same steps. */
const MOST_KNOWN = 100;

const planners = new Map<string, AnalysisPlanner>();

/** Chooses the numbers of a metric that the user has left out. */
export type AnalysisPlan = (given?: MetricQuestion) => AnalysisNumbers;

/**
 * Plans an analysis, with the twin as judge: people promote at once, and all measurements are bad.
 *
 * Numbers win by which such a canary is aborted before its promotion, in the course that the proof sees and in the fastest that is possible;
 * of these the ones that guard the most stages, and of these the most patient. Where nothing fits the strictest are taken, and `fits` is false.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export function planAnalysis(question: AnalysisQuestion): AnalysisPlan {
  const key = JSON.stringify(question);
  let planner = planners.get(key);
  if (!planner) {
    if (planners.size >= MOST_KNOWN) planners.clear();
    planners.set(key, planner = new AnalysisPlanner(question));
  }
  return planner.plan;
}

/** The step with which an analysis begins. */
export function startingStepOf({ steps, startingStep }: Pick<AnalysisQuestion, 'steps' | 'startingStep'>): number {
  return startingStep ?? Math.min(firstWeightOf(steps) + 1, steps.length - 1);
}

/** The time that steps take at least, whatever the pods do. */
export function guaranteedTime(steps: readonly TimedStep[]): number {
  return sum(steps.map(({ pause, leastSeconds }) => Math.max(0, (pause?.seconds ?? leastSeconds ?? 0) - PAUSE_TRUNCATION)));
}

/** Plans the metrics of one release, which is played once for all of them. */
class AnalysisPlanner {
  private readonly startingStep: number;
  private readonly expected: Course;
  private readonly hasty: Course;
  private readonly known = new Map<string, AnalysisNumbers>();

  constructor(private readonly question: AnalysisQuestion) {
    const { steps, pods } = question;
    this.startingStep = startingStepOf(question);
    const release = { steps, pods, startingStep: this.startingStep };
    this.expected = expectedCourse(release);
    this.hasty = hastyCourse(release);
  }

  public plan: AnalysisPlan = (given = {}) => {
    const key = JSON.stringify(given);
    let numbers = this.known.get(key);
    if (!numbers) {
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(key, numbers = this.choose(given));
    }
    return numbers;
  };

  private choose(given: MetricQuestion): AnalysisNumbers {
    const { scrapeInterval } = this.question;
    const candidates = candidatesOf(scrapeInterval, this.delaysOf(given), given);
    const judged = { sight: sightOf(scrapeInterval, given), count: given.count };
    const expected = new Judge(this.expected, judged);
    const hasty = new Judge(this.hasty, judged);
    const fits = (numbers: ChosenNumbers) => expected.guardsRelease(numbers) && hasty.guardsRelease(numbers);
    const scoreOf = (numbers: ChosenNumbers): Score => {
      const stages = [expected.guardedStages(numbers), hasty.guardedStages(numbers)];
      return fits(numbers) ? [1, ...stages] : [0, -neededBy(numbers), ...stages];
    };
    const numbers = firstBest(candidates, scoreOf, [1, expected.mostStages, hasty.mostStages]);
    return {
      ...numbers,
      startingStep: this.startingStep,
      window: windowOf(scrapeInterval),
      needed: neededBy(numbers),
      guaranteed: wholeSecondsIn(this.hasty),
      fits: fits(numbers),
    };
  }

  /** Counted from the analysis on, which somebody may want to begin before there are requests. */
  private delaysOf(given: MetricQuestion): Delays {
    const { scrapeInterval, steps, pods: { startup, minReady = 0 } } = this.question;
    const { firstRequest, analysisStarts } = this.expected;
    const fresh = lookbackOf(scrapeInterval, given) + scrapeInterval;
    const pauses = sum(steps.slice(this.startingStep, firstWeightOf(steps)).map(({ pause, leastSeconds }) => pause?.seconds ?? leastSeconds ?? 0));
    const least = fresh + Math.max(0, Math.ceil(firstRequest - analysisStarts));
    return { least, slack: Math.max(least, pauses + startup + minReady + fresh) };
  }
}

/** The first of those with the best score; none after one that is as good as possible is looked at. */
function firstBest(candidates: readonly ChosenNumbers[], scoreOf: (numbers: ChosenNumbers) => Score, possible: Score): ChosenNumbers {
  let [best] = candidates;
  let highest = scoreOf(best);
  for (const candidate of candidates.slice(1)) {
    if (!isBetter(possible, highest)) break;
    const score = scoreOf(candidate);
    if (isBetter(score, highest)) [best, highest] = [candidate, score];
  }
  return best;
}

function isBetter(score: Score, than: Score): boolean {
  const different = score.findIndex((value, index) => value !== than[index]);
  return different >= 0 && score[different] > than[different];
}

function neededBy({ initialDelay, failureLimit, interval }: ChosenNumbers): number {
  return initialDelay + failureLimit * (interval + QUERY_TIME);
}

function wholeSecondsIn({ promotion, analysisStarts }: Course): number {
  return Math.max(0, Math.floor(promotion - analysisStarts));
}

function firstWeightOf(steps: readonly TimedStep[]): number {
  return steps.findIndex(({ weight }) => weight !== undefined && weight > 0);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
