import { NAMESPACE_LABEL } from './names';

const OWN = '.';
const ALL = '*';
const NAMESPACE = new RegExp(`^${NAMESPACE_LABEL}$`);

/**
 * Checks the namespaces to which routes are exported, as Istio does.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/pkg/config/validation/validation.go validateExportTo
 */
export function requireExportTo(exportTo: string[], namespace: string | undefined): void {
  if (exportTo.length === 0) throw new Error('\'exportTo\' must not be empty, got []; leave it out for all namespaces');
  const odd = exportTo.find((name) => name !== OWN && name !== ALL && !NAMESPACE.test(name));
  if (odd !== undefined) {
    throw new Error(
      '\'exportTo\' must hold \'.\', \'*\' or names of namespaces (a-z, 0-9 and \'-\', a letter or digit at both ends, at most 63 characters), '
      + `got '${odd}'; give it a name of that form, or '.' for the canary's own namespace`,
    );
  }
  if (exportTo.includes(ALL) && exportTo.length > 1) throw new Error(`'exportTo' must hold '*' alone, got ${quote(exportTo)}; Istio refuses more: leave out '*', or all others`);
  const full = exportTo.map((name) => name === namespace ? OWN : name);
  if (new Set(full).size < full.length) throw new Error(`'exportTo' must be distinct, where '.' is the canary's own namespace, got ${quote(exportTo)}; Istio refuses repetition: name each once`);
}

function quote(names: string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
