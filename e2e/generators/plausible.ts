import * as fc from 'fast-check';
import { type Schema } from './schemas';

interface Values {
  readonly field: RegExp;
  readonly good: readonly string[];
  /** At which validators part, or refuse. */
  readonly odd?: readonly string[];
}

/** Values that people write, by the name of the field: random letters would be refused at the first host or duration, and nothing beyond it would be tried. */
const BY_FIELD: readonly Values[] = [
  { field: /^(name|.*Name|subset|.*Service|metric)$/, good: ['shop', 'shop-canary', 'shop-stable', 'stable', 'canary', 'primary'], odd: ['a.b', '', 'Shop'] },
  { field: /namespace$/i, good: ['shop', 'default'] },
  { field: /^(host|hosts|sniHosts|authority|domain)$/i, good: ['shop', 'shop.shop.svc.cluster.local', 'shop.example.com'], odd: ['*.example.com', '10.0.0.1', '*'] },
  { field: /^gateways$/, good: ['mesh', 'istio-ingress/public'], odd: ['public'] },
  { field: /^exportTo$/, good: ['.'], odd: ['*', 'web'] },
  { field: /(interval|delay|timeout|duration|time|ttl|maxAge)$/i, good: ['1s', '30s', '5m', '1h'], odd: ['0s', '500ms', '1d'] },
  { field: /condition$/i, good: ['result[0] >= 0.95', 'len(result) > 0 && result[0] < 5'], odd: ['result', 'true'] },
  { field: /^query$/, good: ['up', 'sum(rate(istio_requests_total{rollout_hash="{{args.canary-hash}}"}[1m]))'] },
  { field: /^(address|url|.*uri)$/i, good: ['http://prometheus:9090', 'https://example.com/x'], odd: ['prometheus:9090'] },
  { field: /^retryOn$/, good: ['5xx', 'connect-failure,refused-stream', '503'], odd: ['5xx, 503'] },
  { field: /regex/i, good: ['.*', '^a+$', 'v[12]'], odd: ['('] },
  { field: /fieldPath$/, good: ['metadata.namespace', 'metadata.labels[\'app\']'], odd: ['status.phase'] },
  { field: /podTemplateHashValue/, good: ['Latest', 'Stable'] },
  { field: /^method$/i, good: ['GET', 'POST'] },
  { field: /^code|status$/i, good: ['200', '503', 'UNAVAILABLE'] },
  { field: /apiVersion$/, good: ['apps/v1'], odd: ['v1'] },
  { field: /^kind$/, good: ['Deployment'], odd: ['ReplicaSet', 'Service'] },
  { field: /^mode$/, good: ['SERVER', 'CLIENT'] },
];

const ANYTHING: Values = { field: /^/, good: ['a', 'shop', 'x-user', '1', 'true'], odd: ['0.5', 'Ä', 'a b', '{{args.canary-hash}}', ''] };

const ODDNESS = 10;

/** How an API server tells a quantity, a timestamp or bytes. */
const BY_FORMAT: Readonly<Record<string, readonly string[]>> = { 'date-time': ['2026-01-02T03:04:05Z'], 'byte': ['YQ=='] };

/** Fields without which most manifests make no sense, and fields that rule out most of the others. */
const USUAL = /^(hosts|host|http|route|destination|subsets|selector|matchLabels|servers|port|number|protocol|strategy|canary|steps|metrics|provider|prometheus|template|value)$/;
const RARE = /^(redirect|directResponse|delegate|tcp|tls|mirrors|exponentialDelay|http2Error|blueGreen|targetRefs?|workloadSelector|tunnel|proxyProtocol|gateways)$/;

/** How many of a hundred objects have an optional field, of so many that they might have. */
export function oftenness(field: string, siblings: number): number {
  if (USUAL.test(field)) return 90;
  return RARE.test(field) ? 3 : Math.min(50, Math.ceil(150 / siblings));
}

/** A text for a field of this name that its schema admits. */
export function plausibleText(field: string, schema: Schema): fc.Arbitrary<string> {
  const { good, odd = [] } = candidates(field, schema);
  const [common, strange] = [good, odd].map((texts) => texts.filter((text) => admits(schema, text)));
  const choices = [{ arbitrary: fc.constantFrom(...common), weight: 100 - ODDNESS }];
  if (strange.length > 0) choices.push({ arbitrary: fc.constantFrom(...strange), weight: ODDNESS });
  return fc.oneof(...choices);
}

function admits({ minLength = 0, pattern = '' }: Schema, text: string): boolean {
  return text.length >= minLength && new RegExp(pattern).test(text);
}

function candidates(field: string, schema: Schema): Values {
  if (schema.enum) return { field: /^/, good: schema.enum };
  if (schema.format && BY_FORMAT[schema.format]) return { field: /^/, good: BY_FORMAT[schema.format] };
  if (schema['x-kubernetes-validations']?.some(({ rule }) => rule.includes('duration('))) return { field: /^/, good: ['1s', '30s', '500ms', '1h', '1ms'] };
  return BY_FIELD.find((values) => values.field.test(field)) ?? ANYTHING;
}

/** A key of a map: ports in one, labels in most. */
export function plausibleKey(field: string): fc.Arbitrary<string> {
  return field === 'portLevelMtls' ? fc.constantFrom('8080', '15090') : fc.constantFrom('app', 'app.kubernetes.io/name', 'version');
}

/** A number that the schema admits: one that makes sense for the field, and now and then one at which validators change their minds. */
export function plausibleNumber(field: string, schema: Schema): fc.Arbitrary<number> {
  const { minimum = schema.format === 'int64' ? -(2 ** 53) + 1 : -(2 ** 31), maximum = 2 ** 31 - 1 } = schema;
  const within = (values: readonly number[]) => values.filter((value) => value >= minimum && value <= maximum);
  const common = /port|number/i.test(field) ? [80, 8080, 50051] : [1, 2, 5, 20, 50, 99, 100];
  const strange = [0, -1, 101, 3600, minimum, maximum, ...schema.type === 'number' ? [0.5, 0.001, 99.9] : []];
  return fc.oneof(
    { arbitrary: fc.constantFrom(...within(common)), weight: 100 - ODDNESS },
    { arbitrary: fc.constantFrom(...within(strange)), weight: ODDNESS },
  );
}
