import { type KubeObject } from '../harness/kube';

export interface ScaleOptions {
  /** What every time is divided by. */
  readonly factor: number;
  /** Where Prometheus is instead of where the bundle says. */
  readonly prometheus: string;
}

/** Only what Argo Rollouts waits by is scaled: a probe's or a proxy's times are another program's. */
const KINDS = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate'];

const DURATIONS = ['duration', 'interval', 'initialDelay'];
const SECONDS = ['minReadySeconds', 'scaleDownDelaySeconds', 'abortScaleDownDelaySeconds'];

/** The controller counts in whole seconds, one more or less: what is shorter would be all error. */
const LEAST_SECONDS = 2;

const UNIT_SECONDS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 };
const DURATION = '(?:\\d+(?:\\.\\d+)?(?:ms|[smhdwy]))+';
const WINDOW = new RegExp(`\\[(${DURATION})(?::(${DURATION})?)?\\]`, 'g');
const ARGUMENT = /^\{\{\s*args\.([\w-]+)\s*\}\}$/;

interface Argument {
  readonly name: string;
  readonly value?: string;
}

/** The same bundle in less time, asking another Prometheus; nothing else in it changes. */
export function scaledBundle(objects: readonly KubeObject[], options: ScaleOptions): KubeObject[] {
  const addressArguments = new Set(objects.flatMap((object) => addressArgumentsIn(object)));
  return objects.map((object) => KINDS.includes(object.kind) ? rewrite(object, '', { ...options, addressArguments }) as KubeObject : object);
}

interface Rewriting extends ScaleOptions {
  /** Names of the arguments that hold the address. */
  readonly addressArguments: ReadonlySet<string>;
}

function rewrite(value: unknown, key: string, options: Rewriting): unknown {
  if (Array.isArray(value)) return value.map((element) => rewrite(element, key, options));
  if (typeof value === 'object' && value !== null) {
    const copy = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, rewrite(child, name, options)]));
    return isAddressArgument(copy, key, options) ? { ...copy, value: options.prometheus } : copy;
  }
  if (key === 'address' && typeof value === 'string') return ARGUMENT.test(value) ? value : options.prometheus;
  if (key === 'query' && typeof value === 'string') return scaleWindows(value, options.factor);
  if (DURATIONS.includes(key) && (typeof value === 'string' || typeof value === 'number')) return scaleDuration(String(value), options.factor);
  return SECONDS.includes(key) && typeof value === 'number' ? scaleSeconds(value, options.factor) : value;
}

function scaleWindows(query: string, factor: number): string {
  return query.replace(WINDOW, (text, window: string, resolution: string | undefined) => {
    const rest = text.includes(':') ? `:${resolution === undefined ? '' : scaleDuration(resolution, factor)}` : '';
    return `[${scaleDuration(window, factor)}${rest}]`;
  });
}

function scaleDuration(duration: string, factor: number): string {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g)];
  const seconds = parts.length === 0 ? Number(duration) : parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNIT_SECONDS[unit], 0);
  // Whoever writes something else gets it back: an address of a duration, say, that is templated.
  return Number.isFinite(seconds) ? `${scaleSeconds(seconds, factor)}s` : duration;
}

/** Divides, but makes nothing longer than it was. */
function scaleSeconds(seconds: number, factor: number): number {
  return Math.min(seconds, Math.max(LEAST_SECONDS, Math.round(seconds / factor)));
}

function isAddressArgument(object: object, key: string, { addressArguments }: Rewriting): boolean {
  const { name, value } = object as Argument;
  return key === 'args' && value !== undefined && addressArguments.has(name);
}

function addressArgumentsIn(value: unknown, key = ''): string[] {
  if (key === 'address' && typeof value === 'string') return [ARGUMENT.exec(value)?.[1] ?? []].flat();
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => addressArgumentsIn(child, name));
}
