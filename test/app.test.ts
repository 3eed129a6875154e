import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, Include, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { App } from '../src';
import { messageOf } from './canary';

let outdir: string;

beforeEach(() => { outdir = mkdtempSync(join(tmpdir(), 'app-')); });
afterEach(() => rmSync(outdir, { recursive: true }));

function newConfig(chart: Chart, name: string, data: object = { a: '1' }): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}

function files(): string[] {
  return readdirSync(outdir, { recursive: true }).map(String).sort();
}

function read(file: string): string {
  return readFileSync(join(outdir, file), 'utf-8');
}

test('an app is a cdk8s App, and its charts are synthesized each into its file', () => {
  const app = new App({ outdir });
  newConfig(new Chart(app, 'shop'), 'settings');
  new Chart(app, 'empty');
  app.synth();
  expect(app).toBeInstanceOf(Cdk8sApp);
  expect(files()).toEqual(['empty.k8s.yaml', 'shop.k8s.yaml']);
  expect(read('shop.k8s.yaml')).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: "1"\n');
  expect(read('empty.k8s.yaml')).toBe('');
});

test('included manifests give the same text with either App', () => {
  const manifest = join(outdir, 'manifest.yaml');
  writeFileSync(manifest, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: included }\ndata: { on: 0o7, "yes": "1e3", lines: "a\\nb" }\n---\n---\nkind: List\napiVersion: v1\n');
  const [ours, theirs] = [App, Cdk8sApp].map((AppClass) => {
    const app = new AppClass();
    new Include(new Chart(app, 'chart'), 'include', { url: manifest });
    return app.synthYaml();
  });
  expect(ours).toContain('name: included\n');
  expect(ours).toBe(theirs);
});

test.each([
  ['synth', (app: Cdk8sApp) => app.synth()],
  ['synthYaml', (app: Cdk8sApp) => app.synthYaml()],
])('%s validates once, whatever the number of charts', (_, use) => {
  const app = new App({ outdir });
  let calls = 0;
  for (const id of ['a', 'b', 'c']) newConfig(new Chart(app, id), id).node.addValidation({ validate: () => { calls++; return []; } });
  use(app);
  expect(calls).toBe(3);
});

test('synth renders each object once', () => {
  const app = new App({ outdir });
  let calls = 0;
  for (const id of ['a', 'b', 'c']) newConfig(new Chart(app, id), id, { a: Lazy.any({ produce: () => String(++calls) }) });
  app.synth();
  expect(calls).toBe(3);
});

test('what a validation adds is synthesized and validated, too', () => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'chart');
  const late: string[] = [];
  chart.node.addValidation({
    validate: () => {
      if (!chart.node.tryFindChild('late')) newConfig(chart, 'late').node.addValidation({ validate: () => { late.push('validated'); return []; } });
      return [];
    },
  });
  app.synth();
  expect(read('chart.k8s.yaml')).toContain('name: late\n');
  expect(late).toEqual(['validated']);
});

test('fails with every message of every validation, and writes nothing', () => {
  const app = new App({ outdir });
  for (const id of ['a', 'b']) newConfig(new Chart(app, id), 'config').node.addValidation({ validate: () => ['is wrong', 'is odd'] });
  expect(messageOf(() => app.synth())).toBe(
    'Validation failed with the following errors:\n  [a/config] is wrong\n  [a/config] is odd\n  [b/config] is wrong\n  [b/config] is odd',
  );
  expect(files()).toEqual([]);
});

test('fails where charts depend on each other in a circle', () => {
  const app = new App({ outdir });
  const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
  a.addDependency(b);
  b.addDependency(a);
  expect(messageOf(() => app.synth())).toBe('Dependency cycle detected: a => b => a');
});

test('fails half-way, and leaves whole files, old and new, and no drafts', () => {
  const app = new App({ outdir });
  newConfig(new Chart(app, 'a'), 'a');
  newConfig(new Chart(app, 'b'), 'b', new Map());
  writeFileSync(join(outdir, 'b.k8s.yaml'), 'old: true\n');
  expect(messageOf(() => app.synth())).toContain('Failed serializing construct at path \'b/b\' with name \'b\'');
  expect(files()).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
  expect([read('a.k8s.yaml'), read('b.k8s.yaml')]).toEqual([expect.stringContaining('name: a\n'), 'old: true\n']);
});

test('fails to replace what is no file, and leaves it and no drafts', () => {
  const app = new App({ outdir });
  newConfig(new Chart(app, 'a'), 'a');
  mkdirSync(join(outdir, 'a.k8s.yaml', 'inside'), { recursive: true });
  expect(messageOf(() => app.synth())).toContain('a.k8s.yaml');
  expect(files()).toEqual(['a.k8s.yaml', join('a.k8s.yaml', 'inside')]);
});

test('a file that says the same already is left alone, and a link to one is replaced', () => {
  const app = new App({ outdir });
  for (const id of ['a', 'b', 'c']) newConfig(new Chart(app, id), id);
  app.synth();
  const old = new Date('2001-01-01');
  for (const file of files()) utimesSync(join(outdir, file), old, old);
  renameSync(join(outdir, 'b.k8s.yaml'), join(outdir, 'elsewhere'));
  symlinkSync('elsewhere', join(outdir, 'b.k8s.yaml'));
  writeFileSync(join(outdir, 'c.k8s.yaml'), read('c.k8s.yaml').replace('name: c', 'name: d'));
  const [a, c] = [read('a.k8s.yaml'), read('a.k8s.yaml').replaceAll('name: a', 'name: c')];
  app.synth();
  expect([read('a.k8s.yaml'), read('c.k8s.yaml')]).toEqual([a, c]);
  const stats = (file: string) => lstatSync(join(outdir, file));
  expect(stats('a.k8s.yaml').mtime).toEqual(old);
  expect(stats('b.k8s.yaml').isFile()).toBe(true);
  expect(stats('c.k8s.yaml').mtime).not.toEqual(old);
});

test('an old file is there as a whole until the new one is', () => {
  const app = new App({ outdir });
  const seen: string[] = [];
  writeFileSync(join(outdir, 'a.k8s.yaml'), 'old: true\n');
  newConfig(new Chart(app, 'a'), 'a');
  newConfig(new Chart(app, 'b'), 'b', { a: Lazy.any({ produce: () => { seen.push(read('a.k8s.yaml')); return '1'; } }) });
  newConfig(app.charts[0], 'late', { a: Lazy.any({ produce: () => { seen.push(read('a.k8s.yaml')); return '1'; } }) });
  app.synth();
  expect(seen).toEqual(['old: true\n', read('a.k8s.yaml')]);
});

test('charts that depend on each other in a long line are no harder than others', () => {
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART });
  const charts = Array.from({ length: 200 }, (_, index) => new Chart(app, `chart-${index}`));
  for (const [index, chart] of charts.entries()) {
    for (const name of ['a', 'b', 'c']) newConfig(chart, name);
    if (index > 0) charts[index - 1].addDependency(chart);
  }
  app.synth();
  expect(files().slice(0, 2)).toEqual(['0000-chart-199.k8s.yaml', '0001-chart-198.k8s.yaml']);
});

test('a chart can be rendered alone', () => {
  const chart = new Chart(new App(), 'chart');
  newConfig(chart, 'settings');
  expect(Testing.synth(chart)).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: '1' } }]);
});
