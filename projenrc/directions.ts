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
  cli: ['report', 'planning', 'validation', 'simulation', 'schema', 'condition', 'promql', 'gitops', 'manifest'],
  resources: [],
};

/** What the constructs at the top of `src/` may import. */
const TOP_LEVEL = ['planning', 'gitops', 'resources', 'validation'];

export function directionRules(): Record<string, unknown> {
  return {
    'import/no-restricted-paths': ['error', { zones: [...folderZones(), topLevelZone(), ...l1Zones()] }],
    'import/no-default-export': 'error',
    'max-depth': ['error', 3],
    'max-lines': ['error', 300],
  };
}

/** Rules for the folders of `src/` that hold no constructs, and for the pure core. */
export function directionOverrides() {
  return [
    {
      files: ['src/**'],
      excludedFiles: ['src/cli/**'],
      rules: {
        'no-console': 'error',
        'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch'],
        'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
        'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', 'fs', 'path', 'os', 'child_process', 'http', 'https'], message: 'only src/cli touches the machine' }] }],
      },
    },
    {
      files: ['src/*/**'],
      excludedFiles: ['src/resources/**', 'src/cli/**'],
      rules: {
        'no-restricted-imports': ['error', {
          paths: ['cdk8s', 'constructs'].map((name) => ({ name, message: 'below the top level only src/resources knows constructs' })),
          patterns: [{ group: ['node:*', 'fs', 'path', 'os', 'child_process', 'http', 'https'], message: 'only src/cli touches the machine' }],
        }],
      },
    },
  ];
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
