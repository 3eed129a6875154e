/**
 * Which folder of `src/` may import which: the architecture as lint rules.
 *
 * A folder that is not named in a list may not be imported from there; `manifest` imports nothing of ours and nobody imports `cli`.
 */
const FOLDERS: Record<string, string[]> = {
  manifest: [],
  schema: ['manifest'],
  promql: ['manifest'],
  condition: ['manifest'],
  gitops: ['manifest'],
  simulation: ['condition', 'promql', 'manifest'],
  validation: ['simulation', 'schema', 'condition', 'promql', 'gitops', 'manifest'],
  planning: ['simulation', 'manifest'],
  report: ['simulation', 'manifest', 'validation/finding.ts'],
  jest: ['report', 'simulation', 'manifest'],
  cli: ['report', 'planning', 'validation', 'simulation', 'schema', 'condition', 'promql', 'gitops', 'manifest'],
  resources: [],
};

/** What the constructs at the top of `src/` may import. */
const TOP_LEVEL = ['planning', 'gitops', 'resources', 'validation'];

/** And of other folders, what knows nothing of what is in them. */
const ANYBODYS = ['**/manifest/group-by.ts'];

/** The one file beside the CLI that writes files, as a cdk8s App has to; it does nothing else. */
const WRITER = 'src/output-folder.ts';

/** Node's modules that reach out of the process or into its state; a fixed list, because Node's own differs by version. */
const MACHINE = [
  'child_process', 'cluster', 'crypto', 'dgram', 'dns', 'fs', 'http', 'http2', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'readline',
  'stream', 'timers', 'tls', 'tty', 'url', 'util', 'v8', 'vm', 'worker_threads', 'zlib',
];

export function directionRules(): Record<string, unknown> {
  return {
    'import/no-restricted-paths': ['error', { zones: [...folderZones(), topLevelZone(), ...l1Zones()] }],
    'import/no-default-export': 'error',
    'max-depth': ['error', 3],
    'max-lines': ['error', 300],
  };
}

/** Rules for the pure core, and for the folders of `src/` that hold no constructs. */
export function directionOverrides() {
  return [
    {
      files: ['src/**'],
      excludedFiles: ['src/cli/**'],
      rules: {
        'no-console': 'error',
        'no-restricted-globals': ['error', 'process', 'global', 'globalThis', 'setTimeout', 'setInterval', 'setImmediate', 'fetch'],
        'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
        'no-restricted-syntax': ['error', ...['ImportExpression', 'TSImportType'].map((selector) => ({ selector, message: 'import at the top, where the directions are checked' })),
          { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'the core has no clock' }],
        'no-restricted-imports': ['error', restrictedImports([])],
      },
    },
    {
      files: [WRITER],
      rules: { 'no-restricted-imports': ['error', restrictedImports([], ['node:fs', 'node:path'])] },
    },
    {
      files: ['src/*/**'],
      excludedFiles: ['src/resources/**', 'src/jest/**', 'src/cli/**'],
      rules: { 'no-restricted-imports': ['error', restrictedImports(['cdk8s', 'constructs'])] },
    },
  ];
}

function restrictedImports(packages: string[], allowed: string[] = []) {
  return {
    patterns: [
      { regex: `^(?!(${allowed.join('|')})$)(node:.*|(${MACHINE.join('|')})(/.*)?)$`, message: `only src/cli touches the machine, and ${WRITER} its files` },
      { regex: '^cdk8s-smart-canary$|/(lib/src|scripts|projenrc)/', message: 'that is a way around the directions' },
      ...packages.map((name) => ({ regex: `^${name}(/|$)`, message: 'below the top level only src/resources and src/jest know constructs' })),
    ],
  };
}

function folderZones() {
  return Object.entries(FOLDERS).map(([folder, allowed]) => ({
    target: `./src/${folder}`,
    from: './src',
    except: [`./${folder}`, ...allowed.map((name) => `./${name}`)],
    message: `src/${folder} may import ${allowed.length ? allowed.join(', ') : 'nothing else of ours'}`,
  }));
}

function topLevelZone() {
  const forbidden = Object.keys(FOLDERS).filter((folder) => !TOP_LEVEL.includes(folder));
  return {
    target: './src/*.ts',
    from: forbidden.map((folder) => `./src/${folder}/**`),
    except: ANYBODYS,
    message: `the constructs may import ${TOP_LEVEL.join(', ')}`,
  };
}

function l1Zones() {
  const folders = Object.keys(FOLDERS).filter((folder) => folder !== 'resources');
  return ['./src/*.ts', ...folders.map((folder) => `./src/${folder}`)].map((target) => ({
    target,
    from: './imports',
    message: 'only src/resources may import the L1s',
  }));
}
