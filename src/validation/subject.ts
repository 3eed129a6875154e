import { type KnownProof, type Proofs, proofOf, type ReleaseProof } from './efficacy/proven-release';
import { type MeasuredMetric, measuredMetrics } from './measured-metrics';
import { type Analysis } from '../manifest/analyses';
import { type Bundle, USUAL_NAMESPACE } from '../manifest/bundle';
import { ARGO } from '../manifest/kinds';
import { type Manifest } from '../manifest/manifest';
import { type Problem } from '../manifest/problem';
import { type Release, releasesOf } from '../manifest/release';
import { checkObject } from '../schema/check-object';
import { type SchemaError } from '../schema/schema-error';
import { ASSUMED, type Assumptions } from '../simulation/proof/assumptions';

/** What is known about the world that releases are proven for. */
export interface Twin {
  /** What is taken for granted about a Rollout, which findings call by that name. @default - what is usual */
  readonly assume?: (rollout: Manifest, name: string) => Assumptions | undefined;
  /** What is proven already. */
  readonly known?: Proofs;
}

export type ProvenRelease = ReleaseProof & { readonly release: Release };

/** What the API server would refuse, and in which object. */
export interface RefusedField {
  readonly manifest: Manifest;
  readonly error: SchemaError;
}

/** What is known about the cluster besides the manifests. */
export interface Surroundings {
  /** How often Prometheus scrapes the pods, in seconds. @default - not known, and taken to be 15 */
  readonly scrapeInterval?: number;
  /** The world that releases are proven for. @default - what is usual */
  readonly twin?: Twin;
}

/** What rules look at: the manifests, and what several rules ask of them, worked out once. */
export class Subject {
  private knownReleases: Release[] | undefined;
  private knownMetrics: MeasuredMetric[] | undefined;
  private knownRefusals: RefusedField[] | undefined;

  private readonly proven: Proofs;
  private knownProofs: ProvenRelease[] | undefined;

  constructor(public readonly bundle: Bundle, public readonly problems: readonly Problem[], public readonly surroundings: Surroundings = {}) {
    this.proven = surroundings.twin?.known ?? new Map<string, KnownProof>();
  }

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

  /** What the twin has seen of each release that has an analysis. */
  public get proofs(): readonly ProvenRelease[] {
    const measured = this.releases.filter(({ analyses }) => analyses.length > 0);
    return this.knownProofs ??= measured.map((release) => {
      const assumed = this.assumedOf(release.rollout);
      return { release, ...proofOf(withNamespace(release), assumed, this.proven) };
    });
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

  /** In what a Rollout is proven. */
  public assumedOf(rollout: Manifest): Assumptions {
    const { scrapeInterval = ASSUMED.scrapeInterval, twin } = this.surroundings;
    return twin?.assume?.(rollout, this.nameOf(rollout)) ?? { ...ASSUMED, scrapeInterval };
  }

  /** `Kind/namespace/name`, as in findings. */
  public nameOf(manifest: Manifest): string {
    const namespace = this.bundle.namespaceOf(manifest);
    return [manifest.kind, ...namespace ? [namespace] : [], manifest.name].join('/');
  }
}

/** In the twin every object has a namespace. */
function withNamespace(release: Release): Release {
  return release.namespace === '' ? { ...release, namespace: USUAL_NAMESPACE } : release;
}
