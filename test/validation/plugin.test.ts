import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Validation, ValidationContext } from 'cdk8s-cli/plugins';
import { stringify } from 'yaml';
import { SmartCanaryValidation } from '../../src';
import { type PluginProperties } from '../../src/validation/plugin';

const ROOT = join(__dirname, '..', '..');

const GOOD = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } };
const BAD = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { ports: [{ port: 80, protocol: 'HTTP' }] } };
const TEMPLATE = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name: 'errors' },
  spec: { args: [{ name: 'team', value: 'a' }], metrics: [{ name: 'errors', successCondition: 'len(result) > 0', provider: { prometheus: { address: 'http://prometheus', query: 'up' } } }] },
};
const ROLLOUT = rollout({});
/** A value for an argument that no template has. */
const WARNED = [TEMPLATE, rollout({ analysis: { templates: [{ templateName: 'errors' }], args: [{ name: 'taem', value: 'b' }] } })];

function rollout(canary: object) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'cart' },
    spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' }, strategy: { canary } },
  };
}

let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'plugin-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** What the plugin reports on files with these objects, each a chart. */
async function reportOn(files: object[][], properties?: PluginProperties, pathOf = (index: number) => `${index}.k8s.yaml`) {
  const manifests = files.map((objects, index) => {
    const path = `${folder}/${pathOf(index)}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, objects.map((object) => stringify(object)).join('---\n'));
    return path;
  });
  const context = new ValidationContext(manifests, 'cdk8s-smart-canary', '0.0.0', { cart: { path: 'shop/cart' } });
  const plugin: Validation = new SmartCanaryValidation(properties);
  await plugin.validate(context);
  return context.report.toJson();
}

async function rulesFoundIn(files: object[][], properties?: PluginProperties): Promise<string[]> {
  return namesIn((await reportOn(files, properties)).violations);
}

/** The rules by name, without what is only told. */
function namesIn(violations: readonly { readonly ruleName: string }[]): string[] {
  return violations.map(({ ruleName }) => ruleName).filter((name) => !name.endsWith(', info only'));
}

test('succeeds where nothing is wrong', async () => {
  expect(await reportOn([[GOOD]])).toMatchObject({ violations: [], summary: { status: 'success', metadata: { errors: '0', warnings: '0', infos: '0', accepted: '0' } } });
});

test('fails for an error, with its construct, its file and its place', async () => {
  const { violations, summary } = await reportOn([[GOOD], [BAD]]);
  expect(summary).toMatchObject({ status: 'failure', metadata: { errors: '1' } });
  expect(violations).toEqual([{
    ruleName: 'SC0009 unsupported-value',
    recommendation: 'Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    fix: 'use one of the values that are supported',
    violatingConstructs: [{
      constructPath: 'shop/cart',
      resourceName: 'cart',
      locations: ['Service/shop/cart spec.ports[0].protocol'],
      manifestPath: `${folder}/1.k8s.yaml`,
    }],
  }]);
});

test('shows a warning and succeeds', async () => {
  const { violations, summary } = await reportOn([WARNED]);
  expect(namesIn(violations)).toEqual(['SC0310 argument-not-read, warning only']);
  expect(summary).toMatchObject({ status: 'success', metadata: { errors: '0', warnings: '1' } });
});

test('tells what is the same of several objects as one violation', async () => {
  const other = { ...BAD, metadata: { name: 'shop', namespace: 'shop' } };
  expect((await reportOn([[BAD, other]])).violations.map(({ violatingConstructs }) => violatingConstructs.map(({ resourceName }) => resourceName))).toEqual([['cart', 'shop']]);
});

test('looks at all files together, or at each alone where they have objects of one name', async () => {
  const [template, user] = WARNED;
  expect(await rulesFoundIn([[template], [user]])).toEqual(['SC0310 argument-not-read, warning only']);
  expect(await rulesFoundIn([[template, GOOD], [user, GOOD]])).toEqual([]);
  expect(await rulesFoundIn([[GOOD, GOOD]])).toEqual(['SC0014 duplicate-object']);
});

test('takes a folder for a chart where there are several', async () => {
  const [template, user] = WARNED;
  const files = [[template], [user], [{ ...GOOD }], [GOOD]];
  const { violations } = await reportOn(files, {}, (index) => `${index < 3 ? 'staging' : 'production'}/${index}.yaml`);
  expect(namesIn(violations)).toEqual(['SC0310 argument-not-read, warning only']);
});

test('accepts what the properties accept, and says what of that nobody needs', async () => {
  const accept = [{ code: 'SC0009', resource: 'Service/shop/cart', reason: 'a patch' }, { code: 'SC0010', reason: 'none' }];
  const { violations, summary } = await reportOn([[BAD]], { accept });
  expect(violations.map(({ ruleName, recommendation }) => [ruleName, recommendation])).toEqual([['SC0097 unused-acceptance, warning only', 'SC0010 is accepted, and no finding has that code']]);
  expect(summary).toMatchObject({ status: 'success', metadata: { accepted: '1' } });
});

test('says what is missing where there is nothing else, in the namespace that is given', async () => {
  expect(await rulesFoundIn([[ROLLOUT]])).toEqual([]);
  const { violations } = await reportOn([[ROLLOUT]], { complete: true, namespace: 'eu' });
  expect(violations).toMatchObject([{ recommendation: 'there is no Deployment \'cart\' in namespace \'eu\'' }]);
});

test.each<[object, string]>([
  [{ ignore: ['SC0009'] }, '\'properties\' of SmartCanaryValidation must be among accept, complete, namespace, scrapeInterval, got \'ignore\'; remove it'],
  [{ complete: 'yes' }, '\'complete\' of SmartCanaryValidation must be true or false, got "yes"; correct it in cdk8s.yaml'],
  [{ namespace: '' }, '\'namespace\' of SmartCanaryValidation must be a name, got ""; correct it in cdk8s.yaml'],
  [{ scrapeInterval: '15s' }, '\'scrapeInterval\' of SmartCanaryValidation must be a number of seconds, got "15s"; correct it in cdk8s.yaml'],
  [{ accept: [{ code: 'SC0009' }] }, '\'accept\' of SmartCanaryValidation must be a list of code, reason and, where it is about one object, resource, got [{"code":"SC0009"}]; correct it in cdk8s.yaml'],
])('fails for properties %j', (properties, message) => {
  expect(() => new SmartCanaryValidation(properties)).toThrow(message);
});

describe('the real `cdk8s synth`', () => {
  /** Synthesizes a chart of these objects, without a canary. */
  function synth(objects: object[], ...flags: string[]) {
    const modules = JSON.stringify(join(ROOT, 'node_modules', 'cdk8s'));
    writeFileSync(join(folder, 'main.js'), `
      const { ApiObject, App, Chart } = require(${modules});
      const app = new App();
      const chart = new Chart(app, 'foreign');
      ${JSON.stringify(objects)}.forEach((object) => new ApiObject(chart, object.metadata.name, object));
      app.synth();
    `);
    const validations = [{ package: ROOT, version: '0.0.0', class: 'SmartCanaryValidation' }];
    writeFileSync(join(folder, 'cdk8s.yaml'), stringify({ language: 'typescript', app: 'node main.js', validations }));
    const program = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    return spawnSync(process.execPath, [program, 'synth', '--check-upgrade=false', ...flags], { cwd: folder, encoding: 'utf-8' });
  }

  test('fails with 2 for an error in a chart without a canary, and writes the report', () => {
    const { status, stdout } = synth([GOOD, BAD], '--validation-reports-output-file', 'report.json');
    expect(status).toBe(2);
    expect(stdout).toContain('SC0009 unsupported-value (1 occurrences)');
    expect(stdout).toContain('    - Construct Path: foreign/cart\n    - Manifest Path: dist/foreign.k8s.yaml\n');
    const { reports } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf-8'));
    expect(reports).toMatchObject([{ summary: { status: 'failure', metadata: { errors: '1' } } }]);
  });

  test('shows warnings and succeeds, and leaves the metadata of the constructs beside the manifests', () => {
    const { status, stdout } = synth(WARNED);
    expect([status, stdout.includes('SC0310 argument-not-read, warning only')]).toEqual([0, true]);
    expect(existsSync(join(folder, 'dist', 'construct-metadata.json'))).toBe(true);
  });
});

test('the package needs no cdk8s-cli: nothing that is published names it as a module', () => {
  const source = join(ROOT, 'lib', 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf-8' }).filter((file) => /\.(js|d\.ts)$/.test(file));
  expect(files).toContain(join('validation', 'plugin.d.ts'));
  expect(files.filter((file) => /['"]cdk8s-cli/.test(readFileSync(join(source, file), 'utf-8')))).toEqual([]);
});
