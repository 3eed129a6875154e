import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { requireTemplateSettings } from './analysis';
import { checkChartOf } from './app-check';
import { watchedNumbers } from './background-analysis';
import { HashLabel } from './hash-label';
import { type MeasuredTemplate, measureTemplate, templateDataOf } from './measured-template';
import { requireNoInconclusiveLimit } from './measurement-checks';
import { givenNumbers, type MeasurementOptions, numbersOf } from './measurement-options';
import { requireSubdomain } from './names';
import { mostPatient } from './planning/candidates';
import { windowOf } from './planning/metric-numbers';
import { type Prometheus } from './prometheus';
import { type Protocol } from './protocol';
import { addAnalysisTemplate } from './resources/analysis-template';
import { goDuration } from './resources/duration';
import { resolveTarget, type Target } from './target';
import { type Threshold } from './threshold';
import { requireThresholds } from './threshold-checks';
import { resolveTraffic, type Traffic } from './traffic';

/** What several canaries must keep to, measured in one way. */
export interface SharedAnalysisProps extends MeasurementOptions {
  /** Name of the ClusterAnalysisTemplate, its own in the whole cluster. */
  readonly name: string;

  /** What the services speak: canaries of another protocol are refused. */
  readonly protocol: Protocol;

  /** What each canary must keep to, one or more. */
  readonly thresholds: Threshold[];

  /** The server that answers the queries; its credentials are read from a Secret in each canary's own namespace. */
  readonly prometheus: Prometheus;

  /**
   * The metric label by which a query sees the canary alone: the same in each canary.
   *
   * @default HashLabel.telemetry()
   */
  readonly hashLabel?: HashLabel;

  /**
   * Whether the routes of all canaries have a timeout, so that a request without any answer is a failure.
   *
   * @default false
   */
  readonly timeouts?: boolean;

  /**
   * What the canaries run on: no canary may be scraped less often.
   *
   * @default - see Target
   */
  readonly target?: Target;

  /**
   * What is assumed of the services: give the slowest start-up.
   *
   * @default - see Traffic
   */
  readonly traffic?: Traffic;

  /**
   * Names of thresholds that are measured and never abort.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#dry-run-mode
   */
  readonly dryRun?: string[];

  /**
   * How many measurements of each threshold an AnalysisRun shows, 1 or more.
   *
   * @default - 10, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#measurements-retention
   */
  readonly measurementRetention?: number;
}

/** What a canary has to fit that uses it. */
export interface SharedAnalysisFacts {
  readonly template: MeasuredTemplate;
  readonly protocol: Protocol;
  readonly hashLabel: HashLabel;
  readonly scrapeInterval: number;
  readonly timeouts: boolean;
  readonly object: ApiObject;
}

/**
 * An analysis that many canaries share: one ClusterAnalysisTemplate.
 *
 * It belongs into a chart of its own, with one owner, and is applied before the canaries that use it.
 * Numbers that are not given are the most patient, because nothing is known of the steps: each canary has a finding where its steps are too short for them.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#clusteranalysistemplates
 */
export class SharedAnalysis extends Construct {
  /** The ClusterAnalysisTemplate. */
  public readonly template: ApiObject;

  /** @internal */
  public readonly _facts: SharedAnalysisFacts;

  /**
   * Adds a shared analysis to a chart.
   *
   * @param scope a chart, or a construct in one
   * @param id name of the construct in its scope
   * @param props what is measured, and how
   */
  constructor(scope: Construct, id: string, props: SharedAnalysisProps) {
    super(scope, id);
    const { name, protocol, hashLabel = HashLabel.telemetry(), timeouts = false } = props;
    requireSubdomain('name', name);
    requireUnique(this, name);
    const { scrapeInterval } = resolveTarget(props.target ?? {});
    const template = resolveTemplate(props, hashLabel, scrapeInterval);
    this.template = addAnalysisTemplate(this, 'Template', templateDataOf(template));
    this._facts = { template, protocol, hashLabel, scrapeInterval, timeouts, object: this.template };
    checkChartOf(this);
  }
}

function resolveTemplate(props: SharedAnalysisProps, hashLabel: HashLabel, scrapeInterval: number): MeasuredTemplate {
  const { name, protocol, thresholds, prometheus, timeouts = false, dryRun = [], measurementRetention } = props;
  const owner = `SharedAnalysis '${name}'`;
  if (thresholds.length === 0) throw new Error(`'thresholds' of ${owner} must not be empty, got []; Argo Rollouts refuses a template without metrics: add Threshold.successRate(0.95)`);
  requireThresholds(thresholds, hashLabel);
  requireTemplateSettings(numbersOf(owner), { dryRun, measurementRetention }, thresholds.map(({ _name }) => _name));
  const given = givenNumbers(numbersOf(owner), props, 0);
  if (!thresholds.some(({ _canBeInconclusive }) => _canBeInconclusive)) requireNoInconclusiveLimit(owner, given);
  if (props.traffic?.requestsPerSecond !== undefined) throw new Error(`'traffic.requestsPerSecond' must be given to each SmartCanary, got ${props.traffic.requestsPerSecond} for all that share this; leave it out here`);
  const { podStartup } = resolveTraffic(props.traffic);
  return measureTemplate({
    name,
    clusterScope: true,
    shared: true,
    prometheus: prometheus._data,
    measured: thresholds.map((threshold) => ({
      threshold,
      numbers: watchedNumbers(
        threshold, given, (merged) => mostPatient(scrapeInterval, podStartup, merged), `threshold '${threshold._name}' of ${owner}`,
      ),
      dryRun: dryRun.includes(threshold._name),
    })),
    measurementRetention,
    scope: { protocol, hashLabel: hashLabel._name ?? '', window: goDuration(windowOf(scrapeInterval)), timeout: timeouts },
  });
}

/** Of two objects of one name the last that is applied would win. */
function requireUnique(analysis: SharedAnalysis, name: string): void {
  const objects = Chart.of(analysis).node.findAll().filter(ApiObject.isApiObject);
  const other = objects.find((object) => object.kind === 'ClusterAnalysisTemplate' && object.name === name);
  if (other) throw new Error(`'name' must be its own in the cluster, got '${name}' again at '${analysis.node.path}', the first is '${other.node.path}'; give one of them another name`);
}
