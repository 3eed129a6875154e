import { cdk8s, javascript, typescript } from 'projen';
import { directionOverrides, directionRules } from './projenrc/directions';
import { addTasks } from './projenrc/tasks';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-smart-canary',
  description: 'Canary releases for Argo Rollouts, Istio and Prometheus as one cdk8s construct: three words in, a committed bundle out.',
  author: 'The cdk8s-smart-canary authors',
  authorAddress: 'https://github.com/cdk8s-smart-canary',
  repositoryUrl: 'https://github.com/cdk8s-smart-canary/cdk8s-smart-canary.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-smart-canary authors',
  keywords: ['argo-rollouts', 'canary', 'cdk8s', 'gitops', 'istio', 'kubernetes', 'progressive-delivery', 'prometheus'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  // The lowest supported versions: they are what the tests run against.
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.3.0',
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3',
  projenVersion: '0.103.25',
  packageManager: javascript.NodePackageManager.NPM,
  // Bundled, because jsii wants that of every dependency that is no jsii module.
  bundledDeps: [
    '@lezer/common@1.5.5', '@lezer/highlight@1.2.5', '@lezer/lr@1.4.12', '@prometheus-io/lezer-promql@0.313.4',
    'commander@14.0.3', 're2js@2.10.0', 'yaml@2.9.1',
  ],
  devDeps: [
    '@kubernetes/client-node@1.3.0',
    // ESM only: it is bundled to CommonJS, or else a user's jest could not load the library.
    '@marcbachmann/cel-js@8.0.0',
    // Later ones want platform bindings that were not published: npm drops them from the lock, and then `npm ci` fails.
    '@swc/core@1.16.18',
    '@swc/jest',
    '@types/semver',
    'cdk8s-cli@2.207.60',
    // The App has to write what the installed cdk8s would, whichever that is: it is compared with the lowest and with this one.
    'cdk8s-latest@npm:cdk8s@2.70.106',
    'cdk8s-plus-28@2.5.6',
    'cdk8s-plus-33@2.5.57',
    'esbuild@0.28.2',
    'fast-check',
    // Bundled as the engine of CEL is, because npm would pack the binaries of its optional dependency with it, for one platform alone.
    'piscina@5.3.2',
    'semver',
    'tsx',
  ],

  // The library and the L1s that it stands on are compiled together; `dist/` belongs to the examples' YAML.
  entrypoint: 'lib/src/index.js',
  artifactsDirectory: 'artifacts',
  tsconfig: {
    compilerOptions: {
      rootDir: '.',
      outDir: 'lib',
      target: 'ES2023',
      lib: ['es2023'],
      module: 'node20',
      inlineSourceMap: false,
      inlineSources: false,
      declaration: true,
    },
    include: ['imports/**/*.ts'],
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    exclude: ['lib', 'artifacts'],
    include: ['.projenrc.ts'],
  },
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  sampleCode: false,

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    junitReporting: false,
    coverageText: false,
    jestConfig: {
      // ts-jest would compile slower and not check types either: `npm run typecheck` does.
      transform: { '^.+\\.[t]sx?$': new javascript.Transform('@swc/jest') },
      moduleNameMapper: { '^cdk8s-smart-canary$': '<rootDir>/src/index.ts' },
      testPathIgnorePatterns: ['/node_modules/'],
      setupFiles: ['<rootDir>/test/seed.ts'],
      collectCoverage: false,
      testTimeout: 60_000,
    },
  },
  eslintOptions: {
    dirs: ['src', 'test', 'examples', 'scripts', 'bench', 'e2e', 'projenrc', '.projenrc.ts'],
    devdirs: ['test', 'examples', 'scripts', 'bench', 'e2e', 'projenrc'],
    fileExtensions: ['.ts'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },

  publishToPypi: { distName: 'cdk8s-smart-canary', module: 'cdk8s_smart_canary' },
  publishToMaven: { javaPackage: 'io.github.cdk8ssmartcanary', mavenGroupId: 'io.github.cdk8s-smart-canary', mavenArtifactId: 'cdk8s-smart-canary' },
  publishToGo: { moduleName: 'github.com/cdk8s-smart-canary/cdk8s-smart-canary-go', packageName: 'smartcanary' },

  github: false,
  release: false,
  depsUpgrade: false,
  integrationTestAutoDiscover: false,

  gitignore: ['/.jsii.tabl.json', '/artifacts/', '/crds/', '/e2e/.cache/', '/e2e/.runs/', '/vendor/'],
  npmIgnoreOptions: {
    ignorePatterns: [
      '/imports/', '/examples/', '/crds/', '/schemas/', '/vendor/', '/bench/', '/e2e/', '/scripts/', '/projenrc/', '/docs/', '/rosetta/', '/artifacts/', '/cdk8s.yaml', '/.ci/',
      '/.npmrc', '/.gitattributes', '/.jsii.tabl.json', '/CONTRIBUTING.md', '/API.md',
    ],
  },
});

// JsiiBuild derives `types` from `libdir`, which does not know that `imports/` is compiled too.
project.package.addField('types', 'lib/src/index.d.ts');
// For `npx smart-canary`.
project.package.addBin({ 'smart-canary': 'bin/smart-canary' });
// Lets examples import the package by its name, as a user's program does; jest's matchers are apart, as jsii has no types for them.
project.package.addField('exports', {
  '.': { types: './lib/src/index.d.ts', default: './lib/src/index.js' },
  './jest': { types: './lib/src/jest/index.d.ts', default: './lib/src/jest/index.js' },
  './jest-globals': { types: './lib/src/jest/globals.d.ts', default: './lib/src/jest/globals.js' },
  './.jsii': './.jsii',
  './package.json': './package.json',
});
// The same for `moduleResolution: node10`, which knows no exports.
project.package.addField('typesVersions', { '*': { 'jest': ['lib/src/jest/index.d.ts'], 'jest-globals': ['lib/src/jest/globals.d.ts'] } });
// unrs-resolver 1.13.0 wants platform bindings of its own version, and some exist only at 1.12.2: npm drops them from the lock and `npm ci` fails.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// Later ones want Node 20.19: they come in below ESLint, which itself admits 20.16.
project.package.addPackageResolutions('@napi-rs/wasm-runtime@~1.1.4', 'eslint-visitor-keys@^4.2.1');

new javascript.NpmConfig(project, { omitEmpty: true }).addConfig('omit-lockfile-registry-resolved', 'true');

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tasks.addEnvironment('CDK8S_CHECK_UPGRADE', 'false');

project.eslint!.addRules(directionRules());
// projen ignores `dist/`, where its own artifacts would lie; ours is the examples' YAML and is committed.
project.gitignore.addPatterns('!/dist/');
project.npmignore!.exclude('/lib/.inputs.sha256');

directionOverrides().forEach((override) => project.eslint!.addOverride(override));
addTasks(project);

project.synth();
