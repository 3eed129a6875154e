import { join } from 'node:path';
import { LegacyESLint } from 'eslint/use-at-your-own-risk';

const ROOT = join(__dirname, '..', '..');
const PATHS = 'import/no-restricted-paths';
const IMPORTS = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

/** The folders of `src/` that there are or will be; a rule holds for a file that does not exist yet. */
const FOLDERS = ['manifest', 'schema', 'promql', 'condition', 'gitops', 'simulation', 'validation', 'planning', 'report', 'cli', 'resources'];
const CORE = FOLDERS.filter((folder) => !['cli', 'resources'].includes(folder));

// With types ESLint would refuse files that do not exist, and read the whole program first; the directions need no types.
const eslint = new LegacyESLint({
  cwd: ROOT,
  overrideConfig: {
    parserOptions: { project: null },
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' },
  },
});

/** The rules about directions that a file with this one line breaks. */
async function brokenRules(file: string, line: string): Promise<string[]> {
  const [{ messages }] = await eslint.lintText(`${line}\n`, { filePath: join(ROOT, file) });
  // A line that cannot be parsed or resolved breaks no direction, and would prove nothing.
  const obstacle = messages.find(({ fatal, ruleId }) => fatal || ruleId === 'import/no-unresolved');
  if (obstacle) throw new Error(`${file}: ${line}: ${obstacle.message}`);
  return messages.map(({ ruleId }) => ruleId ?? '').filter((rule) => [PATHS, IMPORTS, SYNTAX].includes(rule));
}

test.each([
  // Only src/resources knows the L1s.
  ['src/step.ts', 'import { Rollout } from \'../imports/argoproj.io\';', PATHS],
  ['src/step.ts', 'import type { Rollout } from \'../imports/argoproj.io\';', PATHS],
  ['src/step.ts', 'export * from \'../imports/argoproj.io\';', PATHS],
  ['src/step.ts', 'const argo = require(\'../imports/argoproj.io\');', PATHS],
  ...[...CORE, 'cli'].map((folder) => [`src/${folder}/x.ts`, 'import { Rollout } from \'../../imports/argoproj.io\';', PATHS]),

  // No folder knows the constructs above it.
  ...FOLDERS.map((folder) => [`src/${folder}/x.ts`, 'import { SmartCanary } from \'../smart-canary\';', PATHS]),
  ['src/validation/x.ts', 'import { SmartCanary } from \'..\';', PATHS],

  // Nor another folder, but for what is listed.
  ...[...CORE, 'cli'].map((folder) => [`src/${folder}/x.ts`, 'import { addRollout } from \'../resources/rollout\';', PATHS]),
  ['src/resources/x.ts', 'import { Severity } from \'../validation/finding\';', PATHS],
  ['src/resources/x.ts', 'import { planAnalysis } from \'../planning/analysis-numbers\';', PATHS],
  ['src/planning/x.ts', 'import { Severity } from \'../validation/finding\';', PATHS],
  ['src/validation/x.ts', 'import { planAnalysis } from \'../planning/analysis-numbers\';', PATHS],
  ['src/manifest/x.ts', 'import { Severity } from \'../validation/finding\';', PATHS],
  ['src/manifest/x.ts', 'import { controllerFieldsOf } from \'../gitops/controller-fields\';', PATHS],
  ['src/step.ts', 'import { readManifests } from \'./manifest/read-manifests\';', PATHS],
  ['src/resources/x.ts', 'import { readManifests } from \'../manifest/read-manifests\';', PATHS],
  ['src/simulation/x.ts', 'import { planAnalysis } from \'../planning/analysis-numbers\';', PATHS],

  // The core knows no constructs at all.
  ...CORE.map((folder) => [`src/${folder}/x.ts`, 'import { ApiObject } from \'cdk8s\';', IMPORTS]),
  ...CORE.map((folder) => [`src/${folder}/x.ts`, 'import { Construct } from \'constructs\';', IMPORTS]),

  // Only src/cli touches the machine.
  ...[...CORE, 'resources'].map((folder) => [`src/${folder}/x.ts`, 'import { readFileSync } from \'node:fs\';', IMPORTS]),
  ['src/step.ts', 'import { readFileSync } from \'node:fs\';', IMPORTS],
  ['src/step.ts', 'import { readFileSync } from \'fs\';', IMPORTS],
  ['src/validation/x.ts', 'import { execFileSync } from \'child_process\';', IMPORTS],
  ['src/planning/x.ts', 'import { env } from \'process\';', IMPORTS],
  ['src/planning/x.ts', 'export const now = new Date();', SYNTAX],

  // There is no way around.
  ['src/planning/x.ts', 'import { App } from \'cdk8s/lib/app\';', IMPORTS],
  ['src/planning/x.ts', 'import { SmartCanary } from \'cdk8s-smart-canary\';', IMPORTS],
  ['src/planning/x.ts', 'import { exampleNames } from \'../../scripts/examples\';', IMPORTS],
  ['src/planning/x.ts', 'export const later = import(\'../smart-canary\');', SYNTAX],
  ['src/planning/x.ts', 'export type Canary = import(\'../smart-canary\').SmartCanary;', SYNTAX],
])('fails in %s: %s', async (file, line, rule) => {
  expect(await brokenRules(file, line)).toContain(rule);
});

test.each([
  ['src/step.ts', 'import { Duration } from \'cdk8s\';'],
  ['src/step.ts', 'import { wholeSeconds } from \'./seconds\';'],
  ['src/smart-canary.ts', 'import { addRollout } from \'./resources/rollout\';'],
  ['src/smart-canary.ts', 'import { planAnalysis } from \'./planning/analysis-numbers\';'],
  ['src/smart-canary.ts', 'import { type Finding } from \'./validation/finding\';'],
  ['src/resources/x.ts', 'import { Rollout } from \'../../imports/argoproj.io\';'],
  ['src/resources/x.ts', 'import { ApiObject } from \'cdk8s\';'],
  ['src/resources/x.ts', 'import { goDuration } from \'./duration\';'],
  ['src/validation/x.ts', 'import { type Finding } from \'./finding\';'],
  ...['schema', 'promql', 'condition', 'gitops', 'simulation', 'validation', 'planning', 'report', 'cli'].map((folder) => [
    `src/${folder}/x.ts`, 'import { readManifests } from \'../manifest/read-manifests\';',
  ]),
  ['src/manifest/x.ts', 'import { Bundle } from \'./bundle\';'],
  ['src/report/x.ts', 'import { type Finding } from \'../validation/finding\';'],
  ['src/cli/x.ts', 'import { planAnalysis } from \'../planning/analysis-numbers\';'],
  ['src/cli/x.ts', 'import { readFileSync } from \'node:fs\';'],
  ['src/planning/x.ts', 'export const then = new Date(0);'],
])('admits in %s: %s', async (file, line) => {
  expect(await brokenRules(file, line)).toEqual([]);
});
