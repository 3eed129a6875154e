import { type Assumptions } from './assumptions';
import { type JsonObject } from '../../manifest/json';
import { type Manifest } from '../../manifest/manifest';
import { referencesOf, type Release } from '../../manifest/release';
import { type ProfileVersion } from '../profile';

/** A name is written so in a likeness; no JSON has these characters. */
const NAME = '\u0001';

const LIKE_A_NAME = /^(?=.*[0-9-])[a-z][a-z0-9-]*$/;
const LIKE_A_WORD = /^(istio|grpc|http|https|http2|tcp|tls|udp|mongo|mysql|redis)(-|$)/;

/** Anything that may stand in a name goes on with it. */
const PART_OF_NAME = '[A-Za-z0-9_-]';

/**
 * A text that is the same for releases that differ only in names, and of which the twin would see the same.
 *
 * Names are those of objects and namespaces: the twin compares them, sorts them, and looks for them in patterns.
 * So how they relate to each other belongs to the text.
 */
export function likenessOf(release: Release, assumptions: Assumptions, version: ProfileVersion): string {
  const manifests = manifestsOf(release);
  const references = referencesOf(release).map(({ target, manifest }) => [target, manifest !== undefined]);
  const written = JSON.stringify([assumptions, version, manifests.map(({ object }) => withoutStatus(object)), release.namespace, references]);
  const called = new Set([release.namespace, ...manifests.flatMap(({ name, namespace }) => [name, namespace ?? ''])]);
  const names = [...called].filter((name) => isOpaque(name, written)).sort();
  if (names.length === 0) return written;
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!${PART_OF_NAME})(?:${longestFirst.join('|')})(?!${PART_OF_NAME})`, 'g');
  return `${relationsOf(names)}${written.replace(pattern, (name) => `${NAME}${names.indexOf(name)}${NAME}`)}`;
}

function manifestsOf(release: Release): Manifest[] {
  const { rollout, workload, apexServices, telemetries, analyses, autoscalers } = release;
  const referred = referencesOf(release).flatMap(({ manifest }) => manifest ?? []);
  const templates = analyses.flatMap((analysis) => analysis.templates);
  const template = workload.template ? [workload.template.manifest] : [];
  return [...new Set([rollout, ...template, ...referred, ...apexServices, ...telemetries, ...autoscalers, ...templates])];
}

/** The twin begins with a cluster of its own. */
function withoutStatus({ status: _status, ...object }: JsonObject): JsonObject {
  return object;
}

/** Which names are parts of others; their order is that of the list. */
function relationsOf(names: readonly string[]): string {
  return names.flatMap((name, index) => names.flatMap((other, at) => (at !== index && other.includes(name) ? [`${index}<${at};`] : []))).join('');
}

/**
 * Whether a name could as well be another: with a hyphen or a digit it is no word of a query, of a condition or of an API, and no protocol that a port may be named after.
 */
function isOpaque(name: string, written: string): boolean {
  return LIKE_A_NAME.test(name) && !LIKE_A_WORD.test(name) && !written.includes(`"${name}":`);
}
