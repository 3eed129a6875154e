import type * as Cel from '@marcbachmann/cel-js';
import { type Schema } from './schema';

/** An expression that is ready to run. */
export type Expression = (variables: { readonly self: unknown }) => unknown;

/** A URL, of which expressions only see what they ask for. */
class CelUrl {
  constructor(public readonly scheme: string) {}
}

let environment: Cel.Environment | undefined;
const expressions = new Map<string, Expression>();

/** Compiles an expression of `x-kubernetes-validations`; throws where it is not one. */
export function compileCel(text: string): Expression {
  const known = expressions.get(text);
  if (known) return known;
  const parsed = celEnvironment().parse(text);
  const check = parsed.check();
  if (!check.valid) throw check.error ?? new Error(`cannot check ${text}`);
  expressions.set(text, parsed);
  return parsed;
}

/** A value as CEL has it: whole numbers are integers where the schema says so. */
export function celValue(value: unknown, schema: Schema | undefined): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) && schema?.type !== 'number' ? BigInt(value) : value;
    case 'object':
      break;
    default:
      return value;
  }
  if (value === null || !schema) return value;
  // The engine takes lists of its own realm alone, and a user's jest has another one.
  if (Array.isArray(value)) return Array.from(value, (item) => celValue(item, schema.items));
  const schemaOf = (key: string) => schema.properties?.get(key) ?? schema.additionalProperties;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, celValue(below, schemaOf(key))]));
}

/**
 * CEL with the functions of Kubernetes that rules of the pinned CRDs call.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library
 */
function celEnvironment(): Cel.Environment {
  if (environment) return environment;
  // Few kinds have rules, and the engine takes longer to load than their schemas.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Environment } = require('../../vendor/cel-js') as typeof Cel;
  environment = new Environment({ homogeneousAggregateLiterals: false })
    .registerVariable('self', 'dyn')
    .registerVariable('oldSelf', 'dyn')
    .registerType('URL', CelUrl)
    .registerFunction('url(string): URL', parseUrl)
    .registerFunction('isURL(string): bool', (text: string) => schemeOf(text) !== undefined)
    .registerFunction('URL.getScheme(): string', ({ scheme }: CelUrl) => scheme);
  return environment;
}

function parseUrl(text: string): CelUrl {
  const scheme = schemeOf(text);
  if (scheme === undefined) throw new Error(`URL parse error during conversion from string: parse ${JSON.stringify(text)}: invalid URI for request`);
  return new CelUrl(scheme);
}

/**
 * The scheme of an absolute URL, or none where it is an absolute path; everything else is no URL.
 *
 * @see https://pkg.go.dev/net/url#ParseRequestURI
 */
function schemeOf(text: string): string | undefined {
  // A path may have a space, a host may not.
  if (/[\0-\x1f\x7f]/.test(text) || /%(?![0-9A-Fa-f]{2})/.test(text) || /^[^/]*:\/\/[^/?#]* /.test(text)) return undefined;
  if (text.startsWith('/')) return '';
  return /^([a-zA-Z][a-zA-Z0-9+.-]*):\/./.exec(text)?.[1].toLowerCase();
}
