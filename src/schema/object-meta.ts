import { hasMoreBytes } from './byte-length';
import { invalid, required, tooLong } from './field-error';
import { type JsonObject, own } from './json-value';
import { type NameCheck, dnsLabelProblems, labelKeyProblems, labelValueProblems, maskTrailingDash } from './names';
import { type SchemaError } from './schema-error';

/** All annotations of an object together, in bytes. */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** Five characters come after a prefix, and a generated name has 63. */
const GENERATED_PREFIX = 58;

/** What a kind asks of its objects' metadata. */
export interface MetaRules {
  readonly nameCheck: NameCheck;

  /** Whether there is a name; one that is left out is not asked for where the object is a part of another. */
  readonly named: boolean;
}

/**
 * Checks the metadata of an object.
 *
 * A namespace is not asked for: the one who applies fills it in. Nor is one of a cluster-scoped object an error: the API server drops it.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/validation/objectmeta.go
 */
export function checkObjectMeta(metadata: JsonObject, rules: MetaRules, namespaced: boolean, path: string, errors: SchemaError[]): void {
  checkName(metadata, rules, path, errors);
  const namespace = own(metadata, 'namespace');
  if (namespaced && namespace) {
    for (const problem of dnsLabelProblems(namespace as string)) errors.push(invalid(`${path}.namespace`, namespace, problem));
  }
  checkLabels(own(metadata, 'labels'), `${path}.labels`, errors);
  checkAnnotations(own(metadata, 'annotations'), `${path}.annotations`, errors);
  checkOwners((own(metadata, 'ownerReferences') ?? []) as JsonObject[], `${path}.ownerReferences`, errors);
  checkFinalizers((own(metadata, 'finalizers') ?? []) as string[], `${path}.finalizers`, errors);
}

/**
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/apis/meta/v1/validation/validation.go
 */
export function checkLabels(labels: unknown, path: string, errors: SchemaError[]): void {
  for (const [key, value] of Object.entries((labels ?? {}) as Record<string, string>)) {
    for (const problem of labelKeyProblems(key)) errors.push(invalid(path, key, problem));
    for (const problem of labelValueProblems(value)) errors.push(invalid(path, value, problem));
  }
}

export function checkAnnotations(annotations: unknown, path: string, errors: SchemaError[]): void {
  const entries = Object.entries((annotations ?? {}) as Record<string, string>);
  for (const [key] of entries) {
    for (const problem of labelKeyProblems(key.toLowerCase())) errors.push(invalid(path, key, problem));
  }
  if (hasMoreBytes(entries.flat(), ANNOTATIONS_LIMIT)) errors.push(tooLong(path, ANNOTATIONS_LIMIT));
}

function checkName(metadata: JsonObject, { nameCheck, named }: MetaRules, path: string, errors: SchemaError[]): void {
  const prefix = own(metadata, 'generateName') as string | undefined;
  const name = own(metadata, 'name') as string | undefined;
  if (prefix) {
    for (const problem of nameCheck(maskTrailingDash(prefix))) errors.push(invalid(`${path}.generateName`, prefix, problem));
  }
  const given = name || (prefix && named ? `${prefix.slice(0, GENERATED_PREFIX)}00000` : '');
  if (given) {
    for (const problem of nameCheck(given)) errors.push(invalid(`${path}.name`, given, problem));
  } else if (named) {
    errors.push(required(`${path}.name`, 'name or generateName is required'));
  }
}

function checkOwners(owners: JsonObject[], path: string, errors: SchemaError[]): void {
  let controller: string | undefined;
  for (const [index, owner] of owners.entries()) {
    for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
      if (!own(owner, field)) errors.push(required(`${path}[${index}].${field}`, 'must not be empty'));
    }
    const version = own(owner, 'apiVersion') as string | undefined;
    if (version && !isGroupVersion(version)) errors.push(invalid(`${path}[${index}].apiVersion`, version, 'must be <group>/<version> or <version>'));
    if (own(owner, 'controller') !== true) continue;
    const name = `${String(own(owner, 'kind') ?? '')}/${String(own(owner, 'name') ?? '')}`;
    if (controller === undefined) controller = name;
    else errors.push(invalid(path, owners, `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`));
  }
}

export function isGroupVersion(apiVersion: string): boolean {
  const parts = apiVersion.split('/');
  return parts.length <= 2 && parts[parts.length - 1] !== '';
}

function checkFinalizers(finalizers: string[], path: string, errors: SchemaError[]): void {
  for (const finalizer of finalizers) {
    for (const problem of labelKeyProblems(finalizer)) errors.push(invalid(path, finalizer, problem));
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    errors.push(invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'));
  }
}
