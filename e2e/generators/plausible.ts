import * as fc from 'fast-check';
import { type Schema } from './schemas';

/**
 * Values that people write, by the name of the field: random letters would be refused at the first host or duration, and nothing beyond it would be tried.
 *
 * Each list has something at which validators may part.
 */
const BY_FIELD: readonly [RegExp, readonly string[]][] = [
  [/^(name|.*Name|subset|.*Service|metric)$/, ['shop', 'shop-canary', 'shop-stable', 'stable', 'canary', 'primary', 'a.b']],
  [/namespace$/i, ['shop', 'default']],
  [/^(host|hosts|sniHosts|authority|domain)$/i, ['shop', 'shop.shop.svc.cluster.local', '*.example.com', 'shop.example.com', '10.0.0.1', '*']],
  [/^gateways$/, ['mesh', 'istio-ingress/public', 'public']],
  [/^exportTo$/, ['.', '*', 'web']],
  [/(interval|delay|timeout|duration|time|ttl|maxAge)$/i, ['1s', '30s', '5m', '1h', '0s', '500ms']],
  [/condition$/i, ['result[0] >= 0.95', 'len(result) > 0 && result[0] < 5', 'result', 'true']],
  [/^query$/, ['up', 'sum(rate(istio_requests_total{rollout_hash="{{args.canary-hash}}"}[1m]))']],
  [/^(address|url|.*uri)$/i, ['http://prometheus:9090', 'https://example.com/x', 'prometheus:9090']],
  [/^retryOn$/, ['5xx', 'connect-failure,refused-stream', '503']],
  [/regex/i, ['.*', '^a+$', 'v[12]']],
  [/fieldPath$/, ['metadata.namespace', 'metadata.labels[\'app\']', 'status.phase']],
  [/podTemplateHashValue/, ['Latest', 'Stable']],
  [/^(method)$/i, ['GET', 'POST']],
  [/^code|status$/i, ['200', '503', 'UNAVAILABLE']],
  [/(apiVersion)$/, ['apps/v1', 'v1']],
  [/^kind$/, ['Deployment', 'ReplicaSet', 'Service']],
  [/^mode$/, ['SERVER', 'CLIENT']],
];

const ANYTHING = ['a', 'shop', 'x-user', '1', 'true', '0.5', 'Ä', 'a b', '{{args.canary-hash}}'];

/** How an API server tells a quantity, a timestamp or bytes. */
const BY_FORMAT: Readonly<Record<string, readonly string[]>> = { 'date-time': ['2026-01-02T03:04:05Z'], 'byte': ['YQ=='] };

/** A text for a field of this name that its schema admits. */
export function plausibleText(field: string, schema: Schema): fc.Arbitrary<string> {
  const texts = candidates(field, schema).filter((text) => text.length >= (schema.minLength ?? 0));
  const admitted = texts.filter((text) => schema.pattern === undefined || new RegExp(schema.pattern).test(text));
  return fc.constantFrom(...admitted);
}

function candidates(field: string, schema: Schema): readonly string[] {
  if (schema.enum) return schema.enum;
  if (schema.format && BY_FORMAT[schema.format]) return BY_FORMAT[schema.format];
  if (schema['x-kubernetes-validations']?.some(({ rule }) => rule.includes('duration('))) return ['1s', '30s', '500ms', '1h', '1ms'];
  return BY_FIELD.find(([name]) => name.test(field))?.[1] ?? ANYTHING;
}

/** A number that the schema admits, and with it those at which validators change their minds. */
export function plausibleNumber(schema: Schema): fc.Arbitrary<number> {
  const { minimum = schema.format === 'int64' ? -(2 ** 53) + 1 : -(2 ** 31), maximum = 2 ** 31 - 1 } = schema;
  const edges = [0, 1, 2, 5, 20, 50, 99, 100, 101, 3600, -1, minimum, maximum].filter((value) => value >= minimum && value <= maximum);
  const whole = fc.constantFrom(...edges);
  return schema.type === 'number' ? fc.oneof(whole, fc.constantFrom(...[0.5, 0.001, 99.9].filter((value) => value >= minimum && value <= maximum))) : whole;
}
