/** @see https://www.rfc-editor.org/rfc/rfc9110#name-field-names */
export const HEADER_NAME = /^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/;

/** A namespace, or another name of one word that may begin with a digit, as part of an expression. */
export const NAMESPACE_LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';

/** Kubernetes' own default. */
export const CLUSTER_DOMAIN = 'cluster.local';

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_SUBDOMAIN = 253;

/** Argo Rollouts names an AnalysisRun `<rollout>-<ReplicaSet hash>-<revision>-<step>`: up to 10, 4 and 2 characters. */
const LONGEST_SUFFIX = '-0123456789-9999-99'.length;
const LONGEST_NAME = LONGEST_LABEL - LONGEST_SUFFIX;

/**
 * Checks a name from which controllers derive the names of ReplicaSets, pods and AnalysisRuns.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function requireServiceName(name: string): void {
  if (/^[^./]+[./][^/]+$/.test(name)) {
    throw new Error(
      `'service' must be a Service of the canary's own namespace, got '${name}'; Argo Rollouts reads no other: `
      + 'give the bare name, and put the canary into a chart with that namespace',
    );
  }
  requireLabel('service', name);
  if (name.length > LONGEST_NAME) {
    throw new Error(
      `'service' must have at most ${LONGEST_NAME} characters, got ${name.length} in '${name}'; Argo Rollouts appends up to ${LONGEST_SUFFIX} `
      + `(ReplicaSet hash, revision and step of an AnalysisRun) and the result must fit into ${LONGEST_LABEL}: shorten the name`,
    );
  }
}

/** How long a name may be that follows such a derived one in a DNS label. */
export function longestNameBeside(service: string): number {
  return LONGEST_LABEL - service.length - LONGEST_SUFFIX - '-'.length;
}

/** Checks a name of one word. */
export function requireLabel(property: string, name: string): void {
  if (typeof name !== 'string' || !LABEL.test(name) || name.length > LONGEST_LABEL) {
    throw new Error(
      `'${property}' must be a DNS label (a-z, 0-9 and '-', a letter first, no '-' last, at most ${LONGEST_LABEL} characters), got '${name}'${suggestion(name)}`,
    );
  }
}

/** Checks a name of one word or more, with dots between. */
export function requireSubdomain(property: string, name: string): void {
  if (typeof name !== 'string' || !SUBDOMAIN.test(name) || name.length > LONGEST_SUBDOMAIN) {
    throw new Error(
      `'${property}' must be a DNS name (a-z, 0-9, '-' and '.', a letter or digit at both ends, at most ${LONGEST_SUBDOMAIN} characters), got '${name}'${suggestion(name)}`,
    );
  }
}

function suggestion(name: string): string {
  const mended = String(name).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, LONGEST_LABEL);
  return LABEL.test(mended) && mended !== name ? `; try '${mended}'` : '; give it a name of that form';
}
