import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { type Kube, type KubeObject } from './kube';
import { CRDS } from '../components/binaries';

/** The groups that a bundle and its fixtures are written in; each further one makes every start longer. */
const GROUPS = ['argoproj.io', 'networking.istio.io', 'telemetry.istio.io'];

interface Definition extends KubeObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

const POLL_MILLISECONDS = 50;
const SERVED_MILLISECONDS = 60_000;

/**
 * Teaches the API server the kinds of `crds/` and waits until it serves them.
 *
 * @param more - groups beside those of bundles
 */
export async function installCustomResources(kube: Kube, more: readonly string[] = []): Promise<void> {
  const definitions = readDefinitions([...GROUPS, ...more]);
  await Promise.all(definitions.map((definition) => kube.create(definition)));
  await Promise.all(definitions.map((definition) => served(kube, definition)));
}

function readDefinitions(groups: readonly string[]): Definition[] {
  const files = readdirSync(CRDS).filter((file) => groups.some((group) => file === `${group}.yaml`));
  return files.flatMap((file) => parseAllDocuments(readFileSync(join(CRDS, file), 'utf-8')).map((document) => document.toJS() as Definition));
}

/** The server takes requests for a kind a moment before it lists the kind among what it serves, or the other way round: both count. */
async function served(kube: Kube, { spec }: Definition): Promise<void> {
  const deadline = Date.now() + SERVED_MILLISECONDS;
  for (const { name } of spec.versions.filter((version) => version.served)) {
    while (!await isListed(kube, `/apis/${spec.group}/${name}`, spec.names.plural)) {
      if (Date.now() > deadline) throw new Error(`the API server does not serve ${spec.group}/${name} ${spec.names.plural} after ${SERVED_MILLISECONDS / 1000} s`);
      await sleep(POLL_MILLISECONDS);
    }
  }
}

async function isListed(kube: Kube, group: string, plural: string): Promise<boolean> {
  const { status, body } = await kube.request('GET', group);
  if (status !== 200 || !(body as { resources: { name: string }[] }).resources.some(({ name }) => name === plural)) return false;
  return (await kube.request('GET', `${group}/${plural}?limit=1`)).status === 200;
}
