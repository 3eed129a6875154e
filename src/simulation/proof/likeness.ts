import { type Assumptions } from './assumptions';
import { ABOUT_ANSWERS } from './fault-of-query';
import { relationsOf } from './name-relations';
import { USUAL_NAMESPACE } from '../../manifest/bundle';
import { isObject, type Json, type JsonObject, listAt, stringAt, valueAt } from '../../manifest/json';
import { type Manifest } from '../../manifest/manifest';
import { referencesOf, type Release } from '../../manifest/release';
import { argumentsOf, CANARY_HASH, fillIn, STABLE_HASH } from '../arguments';
import { type ProfileVersion } from '../profile';

/** A name is written so in a likeness; no JSON has these characters. */
const NAME = '\u0001';

const LIKE_A_NAME = /^(?=.*[0-9-])[a-z][a-z0-9-]*$/;
const LIKE_A_WORD = /^(istio|grpc|http|https|http2|tcp|tls|udp|mongo|mysql|redis)(-|$)/;

/** An argument may be anything that is in the Rollout. */
const ARGUMENT_OF_PODS = /"fieldPath":"spec\.template/;

/** What the twin calls its own, or says where there is no name. */
const OWN_NAMES = new Set([CANARY_HASH, STABLE_HASH, 'client-1', 'unknown', 'latest', 'none', 'destination', 'source', 'http', 'grpc', USUAL_NAMESPACE]);

/** A matcher by a pattern, and what may be a part of a name in it. */
const PATTERN = /([A-Za-z_]\w*)\s*[=!]~\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/g;
const PART = /[A-Za-z0-9]/;
const OWN_HASH = new RegExp(`${CANARY_HASH}|${STABLE_HASH}`, 'g');

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
  const objects = manifests.map(({ object }) => withoutStatus(object));
  const all = [assumptions, version, objects, release.namespace, references];
  const seen = JSON.stringify(all, withoutContents);
  const written = ARGUMENT_OF_PODS.test(seen) ? JSON.stringify(all) : seen;
  const names = namesIn(release);
  const metrics = metricsOf(release);
  // Findings call metrics by their names.
  const called = new Set(metrics.map((metric) => stringAt(metric, 'name')));
  const opaque = names.filter((name) => isOpaque(name, written) && !called.has(name));
  if (opaque.length === 0 || metrics.some((metric) => isPattern(metric, opaque))) return written;
  const pattern = new RegExp(`(?<!${PART_OF_NAME})(?:${longestFirst(opaque).join('|')})(?!${PART_OF_NAME})`, 'g');
  return `${relationsOf(names)}${written.replace(pattern, (name) => `${NAME}${names.indexOf(name)}${NAME}`)}`;
}

/** How everything in a release is called, what its pods are labelled with included: in their order, which the twin goes by, too. */
export function namesIn(release: Release): string[] {
  const called = manifestsOf(release).flatMap(({ name, namespace }) => [name, namespace ?? '']);
  return [...new Set([release.namespace, ...called, ...release.workload.labels?.values() ?? []])].sort();
}

/** The metrics of all analyses, as they are measured. */
function metricsOf(release: Release): JsonObject[] {
  return release.analyses.flatMap((analysis) => {
    const filled = argumentsOf(analysis, release);
    return analysis.templates.flatMap(({ object }) => listAt(object, 'spec', 'metrics')).filter(isObject).map((metric) => fillIn(metric, filled));
  });
}

/** Whether a query looks for names by a part of them that is none of these: then nobody knows which other names are like it. */
function isPattern(metric: JsonObject, names: readonly string[]): boolean {
  const known = new RegExp(`(?<!${PART_OF_NAME})(?:${longestFirst(names).join('|')})(?![A-Za-z0-9_])`, 'g');
  return looksAtPartsOfNames(stringAt(metric, 'provider', 'prometheus', 'query') ?? '', (pattern) => pattern.replaceAll(known, '').replaceAll(OWN_HASH, ''));
}

/** Whether a query looks for names by a part of them: which it finds depends on how everything is called. */
export function looksAtPartsOfNames(query: string, withoutKnown = (pattern: string) => pattern): boolean {
  if (query.includes('label_replace')) return true;
  const values = [...query.matchAll(PATTERN)].flatMap(([, label, value]) => (ABOUT_ANSWERS.has(label) ? [] : [value]));
  return values.some((value) => PART.test(withoutKnown(value)));
}

function longestFirst(names: readonly string[]): string[] {
  return [...names].sort((a, b) => b.length - a.length);
}

function manifestsOf(release: Release): Manifest[] {
  const { rollout, workload, apexServices, telemetries, analyses, autoscalers } = release;
  const referred = referencesOf(release).flatMap(({ manifest }) => manifest ?? []);
  const templates = analyses.flatMap((analysis) => analysis.templates);
  const pods = workload.template ? [workload.template.manifest] : [];
  return [...new Set([rollout, ...pods, ...referred, ...apexServices, ...telemetries, ...autoscalers, ...templates])];
}

/** Of what runs in pods the twin sees its ports: whatever image, variables and volumes are, and whatever they are called. */
function withoutContents(key: string, value: unknown): unknown {
  if (key === 'initContainers' || key === 'volumes') return undefined;
  if (key !== 'containers' || !Array.isArray(value)) return value;
  return value.map((container: unknown) => (isObject(container as Json) ? { ports: valueAt(container as Json, 'ports') ?? null } : container));
}

/** The twin begins with a cluster of its own. */
function withoutStatus({ status: _status, ...object }: JsonObject): JsonObject {
  return object;
}

export function isOwnName(name: string): boolean {
  return OWN_NAMES.has(name);
}

/**
 * Whether a name could as well be another: with a hyphen or a digit it is no word of a query, of a condition or of an API, and no protocol that a port may be named after.
 */
function isOpaque(name: string, written: string): boolean {
  return !isOwnName(name) && LIKE_A_NAME.test(name) && !LIKE_A_WORD.test(name) && !written.includes(`"${name}":`);
}
