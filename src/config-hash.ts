// eslint-disable-next-line no-restricted-imports -- a digest is computed, nothing is read from the machine
import { createHash } from 'node:crypto';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { oncePerSynth } from './once-per-synth';

/** With this in the pod template, a change of configuration is a release like any other. */
const CONFIG_HASH = 'cdk8s-smart-canary/config-hash';

const CONFIG_KINDS = ['ConfigMap', 'Secret'];
/** Where an app keeps its index, which all canaries share. */
const CONFIGS = Symbol.for('cdk8s-smart-canary.configs');
const CONTENT = ['data', 'binaryData', 'stringData'];

/** Whatever a user has put there. */
type Manifest = ReturnType<ApiObject['toJson']>;

interface AppWithConfigs extends IConstruct {
  [CONFIGS]?: () => Map<string, ApiObject[]>;
}

/**
 * Writes the hash of the ConfigMaps and Secrets that the pods use into the pod template, those that are in the app.
 *
 * It has to run when everything is there and before anything is written: as part of a validation.
 * Running it again changes nothing unless the configuration has changed.
 *
 * @param manifest the Deployment as it is written now
 */
export function annotateConfigHash(deployment: ApiObject, { metadata: { namespace }, spec: { template } }: Manifest): void {
  const used = findUsed(deployment, namespace, configNames(template?.spec ?? {}));
  if (used.length === 0) return;
  const hash = digest(used);
  const annotations = template.metadata?.annotations;
  if (annotations?.[CONFIG_HASH] === hash) return;
  if (!template.metadata) deployment.addJsonPatch(JsonPatch.add('/spec/template/metadata', {}));
  if (!annotations) deployment.addJsonPatch(JsonPatch.add('/spec/template/metadata/annotations', {}));
  deployment.addJsonPatch(JsonPatch.add(`/spec/template/metadata/annotations/${CONFIG_HASH.replace('/', '~1')}`, hash));
}

/** The names that a pod spec refers to, as `Kind/name`. */
function configNames(pod: Manifest): Set<string> {
  const volumes: Manifest[] = pod.volumes ?? [];
  const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []);
  const containers: Manifest[] = [...pod.initContainers ?? [], ...pod.containers ?? []];
  const bulk = containers.flatMap(({ envFrom }) => envFrom ?? []);
  const single = containers.flatMap(({ env }) => env ?? []).map(({ valueFrom }) => valueFrom ?? {});
  const configMaps = [...volumes.map(({ configMap }) => configMap), ...sources.map(({ configMap }) => configMap),
    ...bulk.map(({ configMapRef }) => configMapRef), ...single.map(({ configMapKeyRef }) => configMapKeyRef)];
  const secrets = [...volumes.map(({ secret }) => secret && { name: secret.secretName }), ...sources.map(({ secret }) => secret),
    ...bulk.map(({ secretRef }) => secretRef), ...single.map(({ secretKeyRef }) => secretKeyRef)];
  return new Set([...configMaps.map((reference) => ['ConfigMap', reference]), ...secrets.map((reference) => ['Secret', reference])]
    .filter(([, reference]) => reference?.name)
    .map(([kind, { name }]) => `${kind}/${name}`));
}

/** Of two objects with one name the one in the Deployment's own chart counts: the other may be for another cluster. */
function findUsed(deployment: ApiObject, namespace: string | undefined, names: Set<string>): ApiObject[] {
  const own = Chart.of(deployment);
  const configs = configsOf(deployment.node.root);
  return [...names].sort().flatMap((name) => {
    const matching = configs.get(`${namespace ?? ''}/${name}`) ?? [];
    return matching.find((object) => Chart.of(object) === own) ?? matching[0] ?? [];
  });
}

/** The ConfigMaps and Secrets of an app, by namespace, kind and name. */
function configsOf(app: AppWithConfigs): Map<string, ApiObject[]> {
  app[CONFIGS] ??= oncePerSynth(() => {
    const configs = new Map<string, ApiObject[]>();
    for (const object of app.node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => CONFIG_KINDS.includes(kind))) {
      const key = `${object.metadata.namespace ?? ''}/${object.kind}/${object.name}`;
      configs.set(key, [...configs.get(key) ?? [], object]);
    }
    return configs;
  });
  return app[CONFIGS]();
}

/** Only the content counts: a label on a ConfigMap changes nothing in a pod. */
function digest(objects: ApiObject[]): string {
  const hash = createHash('sha256');
  for (const object of objects) {
    const manifest = object.toJson();
    hash.update(JSON.stringify([object.kind, object.name, ...CONTENT.map((field) => sorted(manifest[field] ?? {}))]));
  }
  return hash.digest('hex').slice(0, 16);
}

function sorted(record: { [key: string]: string }): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1);
}
