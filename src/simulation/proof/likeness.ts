import { type Assumptions } from './assumptions';
import { isObject, type Json } from '../../manifest/json';
import { type Manifest } from '../../manifest/manifest';
import { referencesOf, type Release } from '../../manifest/release';
import { type ProfileVersion } from '../profile';

/** A name is written so in a likeness; no JSON has these characters. */
const NAME = '\u0001';

/** Anything that may stand in a name goes on with it. */
const PART_OF_NAME = '[A-Za-z0-9_-]';

/**
 * A text that is the same for releases that differ only in names, and of which the twin would see the same.
 *
 * Names are what Kubernetes would call objects and namespaces: the twin compares them, sorts them, and looks for them in patterns, so that how they relate to each other belongs to the text.
 */
export function likenessOf(release: Release, assumptions: Assumptions, version: ProfileVersion): string {
  const manifests = manifestsOf(release);
  const written = JSON.stringify([assumptions, version, manifests.map(({ kind, object }) => [kind, withoutNoise(object)]), release.namespace, referencesOf(release).map(({ target, manifest }) => [target, manifest !== undefined])]);
  const names = [...new Set([release.namespace, ...manifests.flatMap(({ name, namespace }) => [name, namespace ?? ''])])].filter((name) => isOpaque(name, written)).sort();
  if (names.length === 0) return written;
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!${PART_OF_NAME})(?:${longestFirst.join('|')})(?!${PART_OF_NAME})`, 'g');
  return `${relationsOf(names)}${written.replace(pattern, (name) => `${NAME}${names.indexOf(name)}${NAME}`)}`;
}

function manifestsOf(release: Release): Manifest[] {
  const { rollout, workload, apexServices, telemetries, analyses, autoscalers } = release;
  const referred = referencesOf(release).flatMap(({ manifest }) => manifest ?? []);
  const templates = analyses.flatMap((analysis) => analysis.templates);
  return [...new Set([rollout, ...workload.template ? [workload.template.manifest] : [], ...referred, ...apexServices, ...telemetries, ...autoscalers, ...templates])];
}

/** What the twin never reads, and what tells one release of a fleet from the next. */
function withoutNoise(object: Json): Json {
  if (!isObject(object)) return object;
  const { status, ...rest } = object;
  return status === undefined ? object : rest;
}

/** Which names are parts of others; their order is that of the list. */
function relationsOf(names: readonly string[]): string {
  return names.flatMap((name, index) => names.flatMap((other, at) => (at !== index && other.includes(name) ? [`${index}<${at};`] : []))).join('');
}

/**
 * Whether a name could as well be another: with a hyphen or a digit it is no word of a query, of a condition or of an API, and no protocol that a port may be named after.
 */
function isOpaque(name: string, written: string): boolean {
  return /^(?=.*[0-9-])[a-z][a-z0-9-]*$/.test(name) && !/^(istio|grpc|http|https|http2|tcp|tls|udp|mongo|mysql|redis)(-|$)/.test(name) && !written.includes(`"${name}":`);
}
