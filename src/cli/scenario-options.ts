import { type SimulateFlags } from './simulate-flags';
import { UsageError } from './usage-error';
import { parseGoDuration, secondsOf } from '../manifest/go-duration';
import { type OperatorAction, type OperatorEvent } from '../simulation/operator';
import { PROFILES, type ProfileVersion } from '../simulation/profile';
import { type Scenario } from '../simulation/scenario';
import { type Answer, ANSWERS, scripted, type ScriptedAnswer } from '../simulation/scripted-measurements';

const ACTIONS: readonly OperatorAction[] = ['promote', 'promote-full', 'abort', 'retry', 'undo', 'release', 'lose-pod'];

/** No simulation is as long as ten years. */
const LONGEST = 10 * 366 * 86_400;

/** Reads what a release is to meet. */
export function readScenario({ measure = [], act = [], promoteAfter, podStartup, limit, first = false, target = [] }: SimulateFlags): Scenario {
  return {
    measure: scripted(measure.flatMap(readMeasure)),
    operator: act.map(readAct),
    promoteAfter: promoteAfter === undefined ? undefined : readDuration('--promote-after', promoteAfter),
    podStartup: podStartup === 'never' ? Infinity : readDuration('--pod-startup', podStartup ?? '0'),
    limit: limit === undefined ? undefined : readDuration('--limit', limit),
    isFirstDeploy: first,
    version: readTarget(target),
  };
}

/** Reads seconds, or a duration as Go writes it. */
export function readDuration(option: string, text: string): number {
  const seconds = durationIn(text);
  if (seconds === undefined) {
    throw new UsageError(`'${option}' must be a duration such as 90s, 2m or 1h30m, got '${text}'; at most ten years`);
  }
  return seconds;
}

/** The seconds that a text means, if it means any; no simulation has more of them than ten years. */
export function durationIn(text: string): number | undefined {
  const seconds = secondsIn(text);
  return seconds !== undefined && seconds >= 0 && seconds <= LONGEST ? seconds : undefined;
}

/** What stands before an `@`, and the time behind it. */
export function splitTime(text: string): [word: string, time?: string] {
  const at = text.indexOf('@');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Reads how often Prometheus scrapes, in seconds. */
export function readInterval(text: string): number {
  const seconds = readDuration('--scrape-interval', text);
  if (seconds >= 1 && Number.isInteger(seconds)) return seconds;
  throw new UsageError(`'--scrape-interval' must be whole seconds from 1s, got '${text}'`);
}

/** `ok,fail@2m`, or of one metric `error-rate=ok,fail@2m`. */
function readMeasure(text: string): ScriptedAnswer[] {
  const equals = text.lastIndexOf('=');
  const metric = equals < 0 ? undefined : text.slice(0, equals);
  return text.slice(equals + 1).split(',').map((part) => {
    const [word, time] = splitTime(part);
    const seconds = time === undefined ? 0 : secondsIn(time);
    if (!isAnswer(word) || seconds === undefined || seconds < 0) {
      throw new UsageError(`'--measure' must be ${ANSWERS.join(', ')}, with times where it changes such as ok,fail@2m, got '${text}'`);
    }
    return { metric, at: seconds, answer: word };
  });
}

/** `abort@2m`, or of a version that was there before `release:v1@5m`. */
function readAct(text: string): OperatorEvent {
  const [what, time] = splitTime(text);
  const [, word, version] = /^([a-z-]+)(?::(.+))?$/.exec(what) ?? [];
  const seconds = secondsIn(time ?? '');
  const action = ACTIONS.find((each) => each === word);
  if (action === undefined || (version !== undefined && action !== 'release') || seconds === undefined || seconds < 0 || seconds > LONGEST) {
    throw new UsageError(`'--act' must be one of ${ACTIONS.join(', ')} with its time such as abort@2m, got '${text}'`);
  }
  return { at: seconds, action, version };
}

function readTarget(texts: readonly string[]): ProfileVersion | undefined {
  let found: ProfileVersion | undefined;
  for (const text of texts) {
    const version = /^argo-rollouts=v?(\d+\.\d+)(?:\.\d+)?$/.exec(text)?.[1] ?? '';
    if (!isVersion(version)) {
      throw new UsageError(`'--target' must be argo-rollouts with ${Object.keys(PROFILES).join(', ')}, got '${text}'; no other version is known`);
    }
    found = version;
  }
  return found;
}

function secondsIn(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const { nanoseconds } = parseGoDuration(text);
  return nanoseconds === undefined ? undefined : secondsOf(nanoseconds);
}

function isAnswer(word: string): word is Answer {
  return ANSWERS.some((answer) => answer === word);
}

function isVersion(version: string): version is ProfileVersion {
  return Object.hasOwn(PROFILES, version);
}
