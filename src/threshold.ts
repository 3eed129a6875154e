import { abortRatioData, type AbortRatioOptions } from './abort-ratio';
import { type AnalysisArgData } from './analysis-arg';
import { errorsAgainstStableData, type ErrorsAgainstStableOptions } from './errors-against-stable';
import { type QueryScope } from './istio-query';
import { latencyData, type LatencyOptions } from './latency';
import { requireNoInconclusiveLimit } from './measurement-checks';
import { givenNumbers, numbersOf } from './measurement-options';
import { requireLabel } from './names';
import { ownQueryData, type QueryThresholdOptions } from './own-query';
import { type GivenNumbers } from './planning/metric-numbers';
import { requestVolumeData, type RequestVolumeOptions } from './request-volume';
import { restartsData, type RestartsOptions, throttlingData, type ThrottlingOptions } from './saturation';
import { successRateData, type SuccessRateOptions } from './success-rate';
import { type LatencyBound, type RenderedMetric, type ThresholdData } from './threshold-data';

/**
 * What a canary must keep to, or the release is aborted.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export class Threshold {
  /**
   * At least this share of the canary's own requests must succeed.
   *
   * For HTTP a 5xx is a failure, for gRPC a status that blames the server. Higher is better; no data counts as a failure.
   *
   * @param min ratio above 0 and at most 1: 0.95 means 95 %
   */
  public static successRate(min: number, options: SuccessRateOptions = {}): Threshold {
    return new Threshold(successRateData(min, options));
  }

  /**
   * At least this percentage of the canary's own requests must be over within a time.
   *
   * The time is that in the pod, as its sidecar sees it, in milliseconds, to the end of the answer. Lower is better; no data counts as a failure.
   * Failed requests count like others, and a canary that fails fast looks fast: use it beside `successRate`.
   * A stream counts once it ends, with its whole life, so this is not for a service that streams.
   *
   * @see https://prometheus.io/docs/practices/histograms/#errors-of-quantile-estimation
   */
  public static latency(options: LatencyOptions): Threshold {
    return new Threshold(latencyData(options));
  }

  /**
   * At least this many requests per second must reach the canary.
   *
   * A canary that nobody calls proves nothing, and the other thresholds of a quiet one are made of a handful of requests.
   * Too few abort the release like bad ones: the analysis begins with the first weight, so give less than that one brings.
   * In requests/s, good, bad, retried and mirrored ones alike. Higher is better; no data counts as a failure.
   */
  public static requestVolume(options: RequestVolumeOptions): Threshold {
    return new Threshold(requestVolumeData(options));
  }

  /**
   * At most this share of the canary's own requests may end without any answer.
   *
   * Their callers have left, or a proxy has ended what took too long: the only trace of a canary that hangs, where the route has no timeout.
   * People who close a page are counted as well. A request is counted when it ends. Lower is better; no data counts as a failure.
   *
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-code
   */
  public static abortRatio(options: AbortRatioOptions): Threshold {
    return new Threshold(abortRatioData(options));
  }

  /**
   * The canary's own requests may fail more often than the stable version's only by so much.
   *
   * For a service whose failures come and go with what it depends on. What is measured is by how many standard deviations the failures
   * exceed what is allowed, so that a handful of requests proves nothing. Lower is better; no data on either side counts as a failure.
   *
   * Beside a `successRate`: a canary that is as bad as a bad stable version passes.
   */
  public static errorsAgainstStable(options: ErrorsAgainstStableOptions): Threshold {
    return new Threshold(errorsAgainstStableData(options));
  }

  /**
   * The canary's containers may be held back by their CPU limits in at most this share of the time.
   *
   * Read from the kubelets, which Prometheus has to scrape. Lower is better; no data counts as a failure, and containers without a CPU limit give none.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run
   */
  public static throttling(options: ThrottlingOptions): Threshold {
    return new Threshold(throttlingData(options));
  }

  /**
   * The canary's containers may have been started again at most so often.
   *
   * Read from kube-state-metrics, which Prometheus has to scrape. Lower is better; no data counts as a failure.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
   */
  public static restarts(options: RestartsOptions = {}): Threshold {
    return new Threshold(restartsData(options));
  }

  /**
   * A query of your own.
   *
   * Scope it to the canary with `{{args.canary-hash}}`: one that sees stable and canary together dilutes the canary's failures by its weight.
   *
   * @param name name of the metric in the analysis, a DNS label
   */
  public static query(name: string, options: QueryThresholdOptions): Threshold {
    return new Threshold(ownQueryData(name, options));
  }

  /**
   * The numbers that hold for this threshold alone.
   *
   * @internal
   */
  public readonly _given: GivenNumbers;

  private constructor(private readonly data: ThresholdData) {
    requireLabel('threshold name', data.name);
    this._given = givenNumbers(numbersOf(`threshold '${data.name}'`), data.measurement, -1);
    if (!this._canBeInconclusive) requireNoInconclusiveLimit(`threshold '${data.name}'`, this._given);
  }

  /** @internal */
  public get _name(): string {
    return this.data.name;
  }

  /** @internal */
  public get _args(): { [name: string]: AnalysisArgData } {
    return this.data.args ?? {};
  }

  /**
   * Whether the query is made by the library, and so needs the hash label.
   *
   * @internal
   */
  public get _scoped(): boolean {
    return this.data.scopedQuery !== undefined;
  }

  /**
   * Whether the query finds the canary's pods by their names.
   *
   * @internal
   */
  public get _podScoped(): boolean {
    return this.data.podQuery !== undefined;
  }

  /**
   * Whether one scrape is enough for an answer.
   *
   * @internal
   */
  public get _sinceBirth(): boolean {
    return this.data.sinceBirth ?? false;
  }

  /** @internal */
  public get _tolerance(): number | undefined {
    return this.data.tolerance;
  }

  /** @internal */
  public get _canBeInconclusive(): boolean {
    return this.data.failureCondition !== undefined;
  }

  /** @internal */
  public get _missesUnanswered(): boolean {
    return this.data.missesUnanswered ?? false;
  }

  /** @internal */
  public get _seesUnanswered(): boolean {
    return this.data.seesUnanswered ?? false;
  }

  /** @internal */
  public get _latency(): LatencyBound | undefined {
    return this.data.latency;
  }

  /** @internal */
  public _render(scope: QueryScope): RenderedMetric {
    const { name, successCondition, failureCondition, scopedQuery, podQuery, ownQuery = '' } = this.data;
    return { name, query: scopedQuery?.(scope) ?? podQuery?.(scope.window) ?? ownQuery, successCondition, failureCondition };
  }
}
