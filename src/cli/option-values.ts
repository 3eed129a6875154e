import { UsageError } from './usage-error';
import { FAIL_ON, type FailOn } from './validate-flags';
import { type Severity } from '../validation/finding';
import { ALL_RULES } from '../validation/registry';

/** What the checks are made for, as `--target` names it. */
const TARGETS: Record<string, string> = { 'argo-rollouts': '1.9', 'istio': '1.30', 'kubernetes': '1.37' };

export function failsOn(failOn: FailOn, severity: Severity): boolean {
  return failOn !== 'never' && FAIL_ON.indexOf(severity) <= FAIL_ON.indexOf(failOn);
}

/** Reads `SC0601,SC0602` in one or several options. */
export function readCodes(texts: readonly string[]): Set<string> {
  const codes = texts.flatMap((text) => text.split(',')).map((code) => code.trim()).filter((code) => code !== '');
  const known = new Set(ALL_RULES.map(({ code }) => code));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw new UsageError(`'--ignore' must name codes of findings such as SC0603, got '${unknown}'; docs/rules.md lists them`);
  return new Set(codes);
}

/** Checks that the versions are those which the checks are made for. */
export function checkTargets(texts: readonly string[]): void {
  const made = Object.entries(TARGETS).map(([name, version]) => `${name}=${version}`).join(', ');
  for (const text of texts) {
    const [, name, version] = /^([^=]*)=v?(\d+\.\d+)(?:\.\d+)?$/.exec(text) ?? [];
    if (!Object.hasOwn(TARGETS, name ?? '') || TARGETS[name] !== version) {
      throw new UsageError(`'--target' must be one of ${made}, got '${text}'; these checks are made for no other version`);
    }
  }
}
