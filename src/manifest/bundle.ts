import { groupBy } from './group-by';
import { type JsonPath } from './json';
import { type Labels } from './label-selector';
import { type Manifest } from './manifest';
import { SelectorIndex } from './selector-index';

/** What is known about the place that manifests are applied to. */
export interface BundleOptions {
  /** Namespace of the objects that name none; without it they are in one namespace whose name is not known yet. */
  readonly defaultNamespace?: string;
  /** Whether there is nothing else in the cluster that these objects could mean. */
  readonly complete?: boolean;
  readonly clusterDomain?: string;
}

/** What a reference names; empty where it is the core group, a cluster-wide object, or a namespace that is not known. */
export interface Target {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What there is for a name: an object outside the bundle is unknown, and missing only where the bundle is all there is. */
export type Lookup =
  | { readonly state: 'found'; readonly manifest: Manifest }
  | { readonly state: 'missing' | 'unknown'; readonly manifest?: undefined };

/** A place that names another object, and what there is for it. */
export type Reference = Lookup & {
  readonly from: Manifest;
  readonly path: JsonPath;
  readonly target: Target;
};

/** Kinds without a namespace; cdk8s stamps the chart's on them all the same. */
const CLUSTER_WIDE = new Set([
  'argoproj.io/ClusterAnalysisTemplate', '/Namespace', '/Node', '/PersistentVolume', 'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'apiextensions.k8s.io/CustomResourceDefinition', 'storage.k8s.io/StorageClass', 'scheduling.k8s.io/PriorityClass', 'networking.k8s.io/IngressClass',
  'gateway.networking.k8s.io/GatewayClass', 'admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration',
]);

const DEFAULT_DOMAIN = 'cluster.local';

/** Where kubectl puts what names no namespace. */
export const USUAL_NAMESPACE = 'default';

/** Manifests that are applied together, found by what they are and by name. */
export class Bundle {
  public readonly clusterDomain: string;
  private kinds?: Map<string, Manifest[]>;
  private namespaces?: Map<string, Manifest[]>;
  private targets?: Map<string, Manifest[]>;
  private readonly bySelector = new Map<string, SelectorIndex>();

  constructor(public readonly manifests: readonly Manifest[], private readonly options: BundleOptions = {}) {
    this.clusterDomain = options.clusterDomain ?? DEFAULT_DOMAIN;
  }

  public ofKind(group: string, kind: string): readonly Manifest[] {
    return this.byKind.get(kindKey({ group, kind })) ?? [];
  }

  /** The objects of a kind in a namespace. */
  public inNamespace(group: string, kind: string, namespace: string): readonly Manifest[] {
    return this.byNamespace.get(`${kindKey({ group, kind })}/${namespace}`) ?? [];
  }

  /** Of the objects of a kind in a namespace, those whose selector, the labels at a path, may fit labels: the caller asks it. */
  public maySelect(group: string, kind: string, namespace: string, path: JsonPath, labels: Labels): readonly Manifest[] {
    const key = `${kindKey({ group, kind })}/${namespace}`;
    const index = this.bySelector.get(key) ?? new SelectorIndex(this.inNamespace(group, kind, namespace), path);
    this.bySelector.set(key, index);
    return index.candidates(labels);
  }

  /** The namespace that an object is in, empty where it has none or where it is not known. */
  public namespaceOf({ group, kind, namespace }: Pick<Manifest, 'group' | 'kind' | 'namespace'>): string {
    if (CLUSTER_WIDE.has(kindKey({ group, kind }))) return '';
    return namespace ?? this.options.defaultNamespace ?? '';
  }

  /** Objects that the API server would take for one; whichever version of the API they name. */
  public duplicates(): Manifest[][] {
    return [...this.byTarget.values()].filter(([{ name }, ...others]) => name !== '' && others.length > 0);
  }

  /** What is applied last under a name, as that is what stays. */
  public find(target: Target): Lookup {
    // Nothing is named by no name; of several nameless objects the order would decide which is meant.
    const manifest = target.name === '' ? undefined : this.byTarget.get(targetKey({ ...target, namespace: this.namespaceOf(target) }))?.at(-1);
    if (manifest) return { state: 'found', manifest };
    return { state: this.options.complete ? 'missing' : 'unknown' };
  }

  public refer(from: Manifest, path: JsonPath, target: Target): Reference {
    return { from, path, target, ...this.find(target) };
  }

  /** Objects of that kind and name in other namespaces: where a reference may have been meant to go. */
  public elsewhere(target: Target): Manifest[] {
    const namespace = this.namespaceOf(target);
    return this.ofKind(target.group, target.kind).filter((manifest) => manifest.name === target.name && this.namespaceOf(manifest) !== namespace);
  }

  private get byKind(): ReadonlyMap<string, Manifest[]> {
    return this.kinds ??= groupBy(this.manifests, kindKey);
  }

  private get byNamespace(): ReadonlyMap<string, Manifest[]> {
    return this.namespaces ??= groupBy(this.manifests, (manifest) => `${kindKey(manifest)}/${this.namespaceOf(manifest)}`);
  }

  private get byTarget(): ReadonlyMap<string, Manifest[]> {
    return this.targets ??= groupBy(this.manifests, (manifest) => targetKey(this.targetOf(manifest)));
  }

  private targetOf(manifest: Manifest): Target {
    const { group, kind, name } = manifest;
    return { group, kind, name, namespace: this.namespaceOf(manifest) };
  }
}

function kindKey({ group, kind }: { group: string; kind: string }): string {
  return `${group}/${kind}`;
}

function targetKey({ group, kind, namespace, name }: Target): string {
  return [group, kind, namespace, name].join('/');
}
