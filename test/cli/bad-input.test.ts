import { run } from './memory-io';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\n';
const TEMPLATE = (name: string, spec: string) => `apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

/** What a person reads about a file: the message, the place and the fix of each finding. */
async function told(content: string | Uint8Array): Promise<{ exitCode: number; text: string[] }> {
  const { exitCode, stdout, stderr } = await run(['validate', 'bad.yaml', '-o', 'json'], { files: { 'bad.yaml': content } });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: Record<string, string>[] };
  return { exitCode, text: findings.flatMap(({ message, fix, line, column }) => [`${line}:${column} ${message}`, fix]) };
}

test.each<[string, string | Uint8Array, number, string, string]>([
  ['an indentation that is off', `${GOOD} data: {}\n`, 2, '4:1 invalid YAML: all mapping items must start at the same column',
    'indent the lines of one list or mapping equally, and what is inside it more'],
  ['a bracket that is not closed', `${GOOD}data: {a: b\n`, 2, '4:11 invalid YAML: a bracket is opened and not closed before this place',
    'close it, or indent what is in it more than the line that it begins on'],
  ['a quote that is not closed', `${GOOD}data: {a: "b}\n`, 2, '4:13 invalid YAML: a quote is opened and never closed', 'close it; this is where the text ends'],
  ['a colon in a value', `${GOOD}data:\n  a: b: c\n`, 2, '5:6 invalid YAML: a plain value must not hold \': \'',
    'put the value into quotes, or a nested mapping on lines of its own'],
  ['a template of Helm', `${GOOD}data:\n  a: {{ .Values.a }}\n`, 2, '5:7 a key must be a word, got a list or a mapping',
    'put {{…}} into quotes if Argo Rollouts fills it in; a template of Helm has to be rendered first: helm template CHART | smart-canary validate -'],
  ['a key twice', `${GOOD}data: {a: b, a: c}\n`, 1, '4:14 a key must be there once in a mapping, got \'a\' again', 'remove one of them: kubectl takes the last without a word'],
  ['a binary file', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0), 2, '1:1 a file must be UTF-8 text, got a binary file', 'save it as UTF-8, or leave it out'],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${GOOD}`, 'utf16le'), 2, '1:1 a file must be UTF-8 text, got UTF-16', 'save it as UTF-8, or leave it out'],
  ['UTF-16 without', Buffer.from(GOOD, 'utf16le').swap16(), 2, '1:1 a file must be UTF-8 text, got UTF-16', 'save it as UTF-8, or leave it out'],
  ['Latin 1', Buffer.from(`${GOOD}data: {a: café}\n`, 'latin1'), 2, '4:14 a file must be UTF-8 text, got a byte that is not', 'save it as UTF-8'],
  ['NaN', `${GOOD}data: {a: .nan}\n`, 2, '4:11 a number must be finite, got .nan',
    'Kubernetes keeps objects as JSON, which has no such number: write another, or put it into quotes'],
  ['infinity', `${GOOD}data: {a: -.inf}\n`, 2, '4:11 a number must be finite, got -.inf',
    'Kubernetes keeps objects as JSON, which has no such number: write another, or put it into quotes'],
  ['__proto__', `${GOOD}__proto__: {b: 1}\n`, 1, '4:1 unknown field "__proto__"', 'remove it, or look up what the field is called in this apiVersion'],
  ['a number for text', `${GOOD}data: {a: 8080}\n`, 1, '4:11 json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    'put the value into quotes: YAML reads numbers, and words such as on and y, as no text'],
  ['a word that is a boolean', 'apiVersion: argoproj.io/v1alpha1\nkind: ClusterAnalysisTemplate\nmetadata: {name: a}\nspec: {metrics: [{name: on, provider: {web: {url: x}}}]}\n', 1,
    '4:25 Invalid value: "boolean": spec.metrics[0].name in body must be of type string: "boolean"',
    'put the value into quotes: YAML reads numbers, and words such as on and y, as no text'],
  ['nesting of 10,000', `${GOOD}data: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`, 2, '4:207 a document must not be nested deeper than 200 levels',
    'no Kubernetes object is that deep: look for a bracket or an indentation that is never closed'],
  ['nesting of 10,000 in JSON', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 2, '1:1001 a document must not be nested deeper than 200 levels',
    'no Kubernetes object is that deep: look for a bracket or an indentation that is never closed'],
  ['an anchor inside of itself', `${GOOD}data: &a {b: *a}\n`, 2, '4:14 an anchor must not contain itself, got \'*a\' inside \'&a\'', 'write the value out'],
])('fails for %s with a sentence and a fix', async (_, content, exitCode, message, fix) => {
  expect(await told(content)).toEqual({ exitCode, text: [message, fix] });
});

test('fails for CRLF and a byte order mark at the right place', async () => {
  expect((await told(`\ufeff${GOOD}spec: 1\n`.replaceAll('\n', '\r\n'))).text[0]).toBe('4:1 unknown field "spec"');
});

test('fails for templates in a circle, once for each reference in it', async () => {
  expect((await told(`${TEMPLATE('a', '{templates: [{templateName: b}]}')}---\n${TEMPLATE('b', '{templates: [{templateName: a}]}')}`)).text).toEqual([
    '4:20 AnalysisTemplate \'b\' is inside of itself: Argo Rollouts follows it until its process dies, for all Rollouts', 'remove the reference',
    '9:20 AnalysisTemplate \'a\' is inside of itself: Argo Rollouts follows it until its process dies, for all Rollouts', 'remove the reference',
  ]);
});

// Each of these took minutes, or no end, where something was looked for from the start once more for each thing found.
test.each<[string, string, number]>([
  ['unknown fields, on lines of their own', `${GOOD}${Array.from({ length: 30_000 }, (_, index) => `f${index}: 1\n`).join('')}`, 30_000],
  ['unknown fields, on one line', `{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, ${Array.from({ length: 30_000 }, (_, index) => `f${index}: 1`).join(', ')}}`, 30_000],
  ['unknown fields, in JSON', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`f${index}`, 1])) }), 30_000],
  ['placeholders that never end', TEMPLATE('a', `{metrics: [{name: x, provider: {prometheus: {query: "${'{{'.repeat(700_000)}"}}}]}`), 0],
  ['templates in a row', Array.from({ length: 5000 }, (_, index) => TEMPLATE(`t${index}`, `{templates: [{templateName: t${index + 1}}]}`)).join('---\n'), 0],
  ['templates that lead on in a billion ways', Array.from({ length: 40 }, (_, index) => TEMPLATE(`t${index}`, `{templates: [{templateName: t${index + 1}}, {templateName: t${index + 1}}]}`)).join('---\n'), 0],
  ['a label that many patterns begin to fit', `${GOOD}data: {}\n`.replace('{name: shop}', `{name: shop, labels: {a: "${'a-'.repeat(500_000)}!"}}`), 2],
  ['a duration that many patterns begin to fit', `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [a], http: [{name: a, timeout: "${'1h'.repeat(40_000)}!", route: [{destination: {host: a}}]}]}\n`, 1],
])('comes to an end for %s', async (_, content, findings) => {
  expect((await told(content)).text).toHaveLength(2 * findings);
});

const OPEN = '{{'.repeat(200_000);
const MEASURED = { name: 'm', provider: { prometheus: { address: 'http://prometheus', query: 'up' } } };

/** A Rollout, and the metric that guards it. */
function guarded(metric: object): string {
  const spec = { selector: { matchLabels: { app: 'shop' } }, template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'shop:1' }] } } };
  const istio = { virtualService: { name: 'shop' } };
  const canary = { canaryService: 'c', stableService: 's', trafficRouting: { istio }, analysis: { templates: [{ templateName: 't' }] }, steps: [{ setWeight: 25 }, { pause: { duration: '1m' } }] };
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'shop' }, spec: { replicas: 1, ...spec, strategy: { canary } } };
  return `${JSON.stringify(rollout)}\n---\n${TEMPLATE('t', JSON.stringify({ metrics: [{ ...MEASURED, ...metric }] }))}`;
}

test.each<[string, string, number, object]>([
  ['validate', 'a query', 1, { provider: { prometheus: { address: 'http://prometheus', query: OPEN } } }],
  ['explain', 'a query', 2, { provider: { prometheus: { address: 'http://prometheus', query: OPEN } } }],
  ['simulate', 'a query', 0, { provider: { prometheus: { address: 'http://prometheus', query: OPEN } } }],
  ['validate', 'a condition', 1, { successCondition: OPEN }],
  ['explain', 'a condition', 2, { successCondition: OPEN }],
  ['simulate', 'a condition', 0, { successCondition: OPEN }],
  ['explain', 'an interval', 0, { interval: OPEN }],
  ['simulate', 'an interval', 0, { interval: OPEN }],
])('%s comes to an end for tags that never do in %s', async (command, _, exitCode, metric) => {
  expect((await run([command, 'bad.yaml'], { files: { 'bad.yaml': guarded(metric) } })).exitCode).toBe(exitCode);
});
