import { type MeasuredMetric, measuredMetrics } from './measured-metrics';
import { type Analysis } from '../manifest/analyses';
import { type Bundle } from '../manifest/bundle';
import { ARGO } from '../manifest/kinds';
import { type Manifest } from '../manifest/manifest';
import { type Problem } from '../manifest/problem';
import { type Release, releasesOf } from '../manifest/release';
import { checkObject } from '../schema/check-object';
import { type SchemaError } from '../schema/schema-error';

/** What the API server would refuse, and in which object. */
export interface RefusedField {
  readonly manifest: Manifest;
  readonly error: SchemaError;
}

/** What is known about the cluster besides the manifests. */
export interface Surroundings {
  /** How often Prometheus scrapes the pods, in seconds. @default - not known, and taken to be 15 */
  readonly scrapeInterval?: number;
}

/** What rules look at: the manifests, and what several rules ask of them, worked out once. */
export class Subject {
  private knownReleases: Release[] | undefined;
  private knownMetrics: MeasuredMetric[] | undefined;
  private knownRefusals: RefusedField[] | undefined;

  constructor(public readonly bundle: Bundle, public readonly problems: readonly Problem[], public readonly surroundings: Surroundings = {}) {}

  public get releases(): readonly Release[] {
    return this.knownReleases ??= releasesOf(this.bundle);
  }

  /** The analyses of all Rollouts, each with its Rollout. */
  public get analyses(): readonly { readonly release: Release; readonly analysis: Analysis }[] {
    return this.releases.flatMap((release) => release.analyses.map((analysis) => ({ release, analysis })));
  }

  /** The metrics of all analyses, with the arguments that they are given and their queries read. */
  public get metrics(): readonly MeasuredMetric[] {
    return this.knownMetrics ??= measuredMetrics(this.releases);
  }

  public get refusals(): readonly RefusedField[] {
    return this.knownRefusals ??= this.bundle.manifests.flatMap((manifest) => {
      return (checkObject(manifest.object) ?? []).map((error) => ({ manifest, error }));
    });
  }

  /** All analysis templates, of a namespace or of the cluster. */
  public get templates(): readonly Manifest[] {
    return ['AnalysisTemplate', 'ClusterAnalysisTemplate'].flatMap((kind) => this.bundle.ofKind(ARGO, kind));
  }

  /** `Kind/namespace/name`, as in findings. */
  public nameOf(manifest: Manifest): string {
    const namespace = this.bundle.namespaceOf(manifest);
    return [manifest.kind, ...namespace ? [namespace] : [], manifest.name].join('/');
  }
}
