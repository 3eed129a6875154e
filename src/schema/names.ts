import { hasMoreBytes } from './byte-length';

/*
 * What names may look like: each function gives what is wrong with one, in the API server's words.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/validation.go
 * @see https://github.com/kubernetes/apimachinery/tree/v0.37.2/pkg/api/validate/content
 */

/** An expression and the sentence that goes with it. */
interface Form {
  readonly expression: RegExp;
  readonly message: string;
}

const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const LABEL = form(DNS_LABEL, 'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character', 'my-name', '123-abc');
const SUBDOMAIN = form(`${DNS_LABEL}(\\.${DNS_LABEL})*`, 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character', 'example.com');
const WILDCARD = form(`\\*\\.${DNS_LABEL}(\\.${DNS_LABEL})*`, 'a wildcard DNS-1123 subdomain must start with \'*.\', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, \'-\' or \'.\' and end with an alphanumeric character', '*.example.com');
const SEARCH_PATH = form('_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\.(_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?))*', 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'_\', \'-\' or \'.\', and must start and end with an alphanumeric character', 'example.com');
const LABEL_KEY = form(QUALIFIED, 'name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character', 'MyName', 'my.name', '123-abc');
const LABEL_VALUE = form(`(${QUALIFIED})?`, 'a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character', 'MyValue', 'my_value', '12345');
const CONFIG_KEY = form('[-._a-zA-Z0-9]+', 'a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\'', 'key.name', 'KEY_NAME', 'key-name');
const HEADER = form('[-A-Za-z0-9]+', 'a valid HTTP header must consist of alphanumeric characters or \'-\'', 'X-Header-Name');
const HTTP_PATH = form('[A-Za-z0-9/\\-._~%!$&\'()*+,;=:]+', 'Invalid path');
const PERCENT = form('[0-9]+%', 'a valid percent string must be a numeric string followed by an ending \'%\'', '1%', '93%');

/** What names of one kind may be; empty where the name is right. */
export type NameCheck = (name: string) => string[];

export const dnsLabelProblems: NameCheck = (name) => {
  if (LABEL.expression.test(name)) return tooLongFor(name, 63);
  return [...tooLongFor(name, 63), SUBDOMAIN.expression.test(name) ? 'must not contain dots' : LABEL.message];
};

export const dnsSubdomainProblems: NameCheck = (name) => [...tooLongFor(name, 253), ...unlike(SUBDOMAIN, name)];

export const wildcardProblems: NameCheck = (name) => [...tooLongFor(name, 253), ...unlike(WILDCARD, name)];

/** A domain in which names are looked up; the root is one, and a dot at its end stands for it. */
export const searchPathProblems: NameCheck = (domain) => {
  const relative = domain.length > 1 ? domain.replace(/\.$/, '') : domain;
  return relative === '.' ? [] : [...tooLongFor(relative, 253), ...unlike(SEARCH_PATH, relative)];
};

/** Names of RBAC objects become a part of a URL, and nothing else is asked of them. */
export const pathSegmentProblems: NameCheck = (name) => {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
};

export const labelKeyProblems: NameCheck = (key) => {
  const parts = key.split('/');
  if (parts.length > 2) return [`${LABEL_KEY.message.replace('name part must', 'a valid label key must')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const name = parts[parts.length - 1];
  const prefix = parts.length === 2 ? prefixProblems(parts[0]) : [];
  const length = name === '' ? ['name part must be non-empty'] : tooLongFor(name, 63).map((problem) => `name part ${problem}`);
  return [...prefix, ...length, ...unlike(LABEL_KEY, name)];
};

export const labelValueProblems: NameCheck = (value) => [...tooLongFor(value, 63), ...unlike(LABEL_VALUE, value)];

export const configKeyProblems: NameCheck = (key) => [...tooLongFor(key, 253), ...unlike(CONFIG_KEY, key), ...parentPathProblems(key)];

/** A path below a domain, as a controller's name is. */
export const domainPathProblems: NameCheck = (text) => {
  const separator = text.indexOf('/');
  if (separator < 1 || separator === text.length - 1) return ['must be a domain-prefixed path (such as "acme.io/foo")'];
  return [...dnsSubdomainProblems(text.slice(0, separator)), ...unlike(HTTP_PATH, text.slice(separator + 1))];
};

export const headerProblems: NameCheck = (name) => unlike(HEADER, name);

export const percentProblems: NameCheck = (text) => unlike(PERCENT, text);

export const envNameProblems: NameCheck = (name) => {
  if (name === '') return ['environment variable name must be non-empty'];
  return /^[ -<>-~]+$/.test(name) ? [] : ['a valid environment variable name must consist only of printable ASCII characters other than \'=\''];
};

export const portNameProblems: NameCheck = (name) => [
  ...tooLongFor(name, 15),
  ...!/^[-a-z0-9]+$/.test(name) ? ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'] : [],
  ...!/[a-z]/.test(name) ? ['must contain at least one letter (a-z)'] : [],
  ...name.includes('--') ? ['must not contain consecutive hyphens'] : [],
  ...name.startsWith('-') || name.endsWith('-') ? ['must not begin or end with a hyphen'] : [],
];

/** What `generateName` will be is not known: its last hyphen stands for it. */
export function maskTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

function prefixProblems(prefix: string): string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  return dnsSubdomainProblems(prefix).map((problem) => `prefix part ${problem}`);
}

function parentPathProblems(key: string): string[] {
  if (key === '.' || key === '..') return [`must not be '${key}'`];
  return key.startsWith('..') ? ['must not start with \'..\''] : [];
}

function tooLongFor(name: string, bytes: number): string[] {
  return hasMoreBytes(name, bytes) ? [`must be no more than ${bytes} bytes`] : [];
}

function unlike({ expression, message }: Form, text: string): string[] {
  return expression.test(text) ? [] : [message];
}

function form(expression: string, message: string, ...examples: string[]): Form {
  const quoted = examples.map((example) => `'${example}', `).join('or ');
  return { expression: new RegExp(`^${expression}$`), message: `${message} (e.g. ${quoted}regex used for validation is '${expression}')` };
}
