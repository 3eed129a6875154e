const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Why a text cannot be the key of a label or annotation, undefined where it can.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function whyNotLabelKey(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) return 'must have at most one \'/\', between a DNS name and a name';
  const [name, prefix] = [...parts].reverse();
  if (prefix === '') return 'must have a DNS name before the \'/\'';
  if (prefix !== undefined && (prefix.length > LONGEST_PREFIX || !PREFIX.test(prefix))) {
    return `must have a DNS name of at most ${LONGEST_PREFIX} characters before the '/'`;
  }
  if (name === '') return 'must have a name, got \'\'';
  return whyNotName(name);
}

/** Why a text cannot be the value of a label, undefined where it can; it may be empty. */
export function whyNotLabelValue(value: string): string | undefined {
  return value === '' ? undefined : whyNotName(value);
}

function whyNotName(name: string): string | undefined {
  if (name.length > LONGEST_NAME) return `must be no more than ${LONGEST_NAME} characters`;
  return NAME.test(name) ? undefined : 'must consist of letters, digits, \'-\', \'_\' and \'.\', with a letter or digit at both ends';
}
