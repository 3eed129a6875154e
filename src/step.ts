import { type Duration } from 'cdk8s';
import { HEADER_NAME, requireLabel } from './names';
import { type MirrorMatchData, type StepData } from './resources/step';
import { wholeSeconds } from './seconds';
import { type AnalysisDraft, requireAnalysisDraft, type StepAnalysisOptions } from './step-analysis';
import { experimentOf, type StepExperimentOptions } from './step-experiment';
import { type StringMatch } from './string-match';

/** Options of `Step.canaryScale`, with exactly one of the three. */
export interface CanaryScaleOptions {
  /**
   * Pods, 1 or more.
   *
   * @default - not a fixed number
   */
  readonly replicas?: number;

  /**
   * Percentage of the service's replicas, an integer from 1 to 100, rounded up to whole pods.
   *
   * @default - not a percentage
   */
  readonly weight?: number;

  /**
   * Back to what is right without a scale: the pods follow the weight of the traffic.
   *
   * @default false
   */
  readonly matchTrafficWeight?: boolean;
}

/** A header and how it is compared. */
export interface HeaderMatch {
  /** Name of the header, in any case. */
  readonly headerName: string;

  /** What its value has to be. */
  readonly headerValue: StringMatch;
}

/** Which requests a mirror copies: those that match everything that is given. */
export interface RouteMatch {
  /**
   * The HTTP method.
   *
   * @default - any method
   */
  readonly method?: StringMatch;

  /**
   * The path.
   *
   * @default - any path
   */
  readonly path?: StringMatch;

  /**
   * Headers by name.
   *
   * @default - any headers
   */
  readonly headers?: { [name: string]: StringMatch };
}

/** Options of `Step.mirrorRoute`. */
export interface MirrorRouteOptions {
  /** The requests that are copied: those that match one of the list. */
  readonly match: RouteMatch[];

  /**
   * Percentage of those requests, an integer from 1 to 100.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/**
 * One step of a canary: traffic moves, or time passes.
 *
 * The names are upstream's, without `set`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
export class Step {
  /**
   * Sends a share of the requests to the canary.
   *
   * The controller first starts `ceil(weight * replicas / 100)` canary pods and moves the weight when they are available.
   *
   * @param weight percentage of the requests, an integer from 0 to 100
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
   */
  public static weight(weight: number): Step {
    if (!Number.isInteger(weight) || weight < 0 || weight > 100) {
      throw new Error(`'weight' must be an integer between 0 and 100, got ${weight}; it is the percentage of requests that the canary takes`);
    }
    return new Step({ weight });
  }

  /**
   * Waits before the next step.
   *
   * Only a pause with a duration is time that the analysis can count on: an operator may end one without at once.
   *
   * @param duration how long, in whole seconds, or until somebody promotes it where it is left out
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/#pause-duration
   */
  public static pause(duration?: Duration): Step {
    return new Step({ pause: { seconds: duration && wholeSeconds('pause', duration, 1) } });
  }

  /**
   * Sets the number of canary pods apart from the weight, until another such step.
   *
   * Pods without traffic let testers in by a header route; more pods than the weight needs hide a fault of load.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-canary-scale-with-traffic-routing
   */
  public static canaryScale(options: CanaryScaleOptions): Step {
    const given = (['replicas', 'weight', 'matchTrafficWeight'] as const).filter((key) => options[key] !== undefined && options[key] !== false);
    if (given.length !== 1) {
      throw new Error(`'canaryScale' must have exactly one of replicas, weight and matchTrafficWeight, got ${given.join(' and ') || 'none'}; give one`);
    }
    const { replicas, weight, matchTrafficWeight } = options;
    if (replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 1)) {
      throw new Error(`'replicas' of 'canaryScale' must be an integer of at least 1, got ${replicas}; with none every later weight is reached at once, by no pod`);
    }
    if (weight !== undefined && !(Number.isInteger(weight) && weight >= 1 && weight <= 100)) {
      throw new Error(`'weight' of 'canaryScale' must be an integer between 1 and 100, got ${weight}; it is a percentage of the service's replicas`);
    }
    return new Step({ canaryScale: matchTrafficWeight ? { matchTrafficWeight } : { replicas, weight } });
  }

  /**
   * Sends every request with one of these headers to the canary.
   *
   * Several headers are alternatives: the controller makes a match of its own of each, so that one of them is enough.
   * The route copies neither paths nor timeouts of the weighted one, and the controller drops it when the canary has no available pod for a moment.
   *
   * @param name name of the route in the VirtualService, a DNS label
   * @param match the headers, one or more
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-based-on-a-header-values-for-canary
   */
  public static headerRoute(name: string, match: HeaderMatch[]): Step {
    requireLabel('route name', name);
    if (match.length === 0) throw new Error(`'match' of route '${name}' must not be empty, got []; use Step.removeHeaderRoute('${name}') to end the route`);
    for (const { headerName } of match) requireHeaderName(headerName);
    return new Step({ headerRoute: { name, match: match.map(({ headerName, headerValue }) => ({ headerName, headerValue: headerValue._data })) } });
  }

  /**
   * Ends a header route.
   *
   * @param name name of the route
   */
  public static removeHeaderRoute(name: string): Step {
    requireLabel('route name', name);
    return new Step({ headerRoute: { name } });
  }

  /**
   * Copies requests to the canary, whose answers nobody waits for.
   *
   * The canary does what it is asked a second time, and its metrics count the copies like real requests.
   *
   * @param name name of the route in the VirtualService, a DNS label
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-mirroring-traffic-to-canary
   */
  public static mirrorRoute(name: string, options: MirrorRouteOptions): Step {
    requireLabel('route name', name);
    const { match, percentage } = options;
    if (match.length === 0) throw new Error(`'match' of route '${name}' must not be empty, got []; use Step.removeMirrorRoute('${name}') to end the route`);
    if (percentage !== undefined && !(Number.isInteger(percentage) && percentage >= 1 && percentage <= 100)) {
      throw new Error(`'percentage' of route '${name}' must be an integer between 1 and 100, got ${percentage}; it is the share of the matching requests that is copied`);
    }
    return new Step({ mirrorRoute: { name, percentage, match: match.map(toMatchData) } });
  }

  /**
   * Ends a mirror route.
   *
   * @param name name of the route
   */
  public static removeMirrorRoute(name: string): Step {
    requireLabel('route name', name);
    return new Step({ mirrorRoute: { name } });
  }

  /**
   * Measures the canary, and waits for the result.
   *
   * A failed analysis aborts the release, an inconclusive one holds it until somebody resumes it, and then it is made anew.
   * One measurement without a failure is enough, unless the options say otherwise. It is taken at once where the last weight has been there
   * for longer than the query's window and one scrape, else after that time. Nothing is measured by it before the step, nor after it.
   *
   * @param name name of its template after that of the service, a DNS label
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#inline-analysis
   */
  public static analysis(name: string, options: StepAnalysisOptions): Step {
    const draft = { name, ...options };
    requireAnalysisDraft(draft);
    return new Step({ analysis: { name, templates: [], args: [] } }, [draft]);
  }

  /**
   * Runs pods of one version or both beside those that serve, and measures them.
   *
   * A failed experiment aborts the release, an inconclusive one holds it. Pods that get a weight take requests from stable; the canary keeps its own.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/#integration-with-rollouts
   */
  public static experiment(options: StepExperimentOptions): Step {
    const { data, drafts } = experimentOf(options);
    return new Step({ experiment: data }, drafts);
  }

  /**
   * Runs a step plugin of the controller and waits until it is done.
   *
   * The plugin has to be installed in the controller; a plugin that fails aborts the release.
   *
   * @param name name of the plugin, as `acme/smoke-test`
   * @param config what the plugin takes, a JSON object as text, or nothing
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/plugins/
   */
  public static plugin(name: string, config?: string): Step {
    if (!/^[^/\s]+\/[^/\s]+$/.test(name)) throw new Error(`'plugin' must be named as in the controller's configuration, namespace/name, got '${name}'; for example 'acme/smoke-test'`);
    return new Step({ plugin: { name, config: config === undefined ? undefined : parseConfig(name, config) } });
  }

  private constructor(
    /** @internal */ public readonly _data: StepData,
    /** What it measures. @internal */ public readonly _drafts: AnalysisDraft[] = [],
  ) {}
}

function parseConfig(name: string, config: string): object {
  const parsed = parseJson(config);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error(`'config' of plugin '${name}' must be a JSON object, got '${config}'; for example JSON.stringify({ suite: 'smoke' })`);
  }
  if (holdsNull(parsed)) throw new Error(`'config' of plugin '${name}' must not hold null, got '${config}'; cdk8s would leave it out without a word: leave the field out`);
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function holdsNull(value: unknown): boolean {
  return value === null || typeof value === 'object' && Object.values(value).some(holdsNull);
}

function toMatchData({ method, path, headers = {} }: RouteMatch): MirrorMatchData {
  const entries = Object.entries(headers).map(([name, value]) => [requireHeaderName(name), value._data]);
  return { method: method?._data, path: path?._data, headers: entries.length ? Object.fromEntries(entries) : undefined };
}

function requireHeaderName(name: string): string {
  if (HEADER_NAME.test(name)) return name;
  throw new Error(`'headerName' must be the name of an HTTP header, got '${name}'; for example 'x-canary'`);
}
