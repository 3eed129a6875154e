import { type cdk8s } from 'projen';

/** The project's own tasks; each becomes `npm run NAME`. */
export function addTasks(project: cdk8s.ConstructLibraryCdk8s): void {
  const ensureCompiled = project.addTask('ensure-compiled', {
    description: 'Compiles lib/ where it is missing or older than its sources',
    exec: 'tsx scripts/ensure-compiled.ts',
  });
  const typecheck = project.addTask('typecheck', {
    description: 'Type-checks everything that is not compiled: tests, examples, scripts, benchmarks',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });
  const samples = project.addTask('samples', {
    description: 'Compiles the code samples of the README and of the doc comments',
    exec: 'jsii-rosetta extract --strict --fail --directory .',
  });
  project.addTask('crds', {
    description: 'Takes the CRDs out of pinned Go modules into crds/ (needs Go)',
    exec: 'tsx scripts/crds.ts',
  });
  project.addTask('import', {
    description: 'Makes imports/ from crds/ with the cdk8s CLI',
    exec: 'tsx scripts/import.ts',
  });
  project.addTask('schemas', {
    description: 'Makes schemas/ from crds/ and from the API server\'s OpenAPI (needs Go)',
    exec: 'tsx scripts/schemas.ts',
  });
  const synth = project.addTask('synth', { description: 'Runs `cdk8s synth` for each example into dist/' });
  synth.spawn(ensureCompiled);
  synth.exec('tsx scripts/synth.ts', { receiveArgs: true });
  const runExamples = project.addTask('run-examples', { description: 'The app of cdk8s.yaml: all examples in one process' });
  runExamples.spawn(ensureCompiled);
  runExamples.exec('tsx scripts/run-examples.ts');
  const bench = project.addTask('bench', { description: 'Measures load and synth against peers' });
  bench.spawn(ensureCompiled);
  bench.exec('tsx bench/main.ts', { receiveArgs: true });
  project.addTask('bench:twin', { description: 'Measures how many releases the twin plays in a second', exec: 'tsx bench/twin.ts && tsx bench/closed-loop.ts' });
  project.addTask('fidelity', { description: 'Plays every recording and writes how far the twin is from it into docs/fidelity.md', exec: 'tsx scripts/fidelity.ts' });
  project.addTask('reports', { description: 'Writes what the proof says of each example, and how its releases go, into docs/examples/', exec: 'tsx scripts/reports.ts' });

  project.addTask('e2e:build', {
    description: 'Builds the programs that the cluster suite runs, or takes them from e2e/.cache (needs Go)',
    exec: 'tsx e2e/components/build.ts',
  });
  project.addTask('e2e', {
    description: 'Runs the examples on a real API server with the real controller and Prometheus, and the suites of the oracles (needs Linux and Go)',
    exec: 'tsx e2e/harness/run.ts',
    receiveArgs: true,
  });

  project.addTask('e2e:fidelity', {
    description: 'Compares the validator with a real API server and writes the counts into docs/fidelity.md (needs Linux and Go)',
    exec: 'tsx e2e/differential/run.ts',
  });

  project.addTask('e2e:record', {
    description: 'Records what the real controller does into test/fixtures/traces (all scenarios, or those that are named)',
    exec: 'tsx e2e/recorder/run.ts',
    receiveArgs: true,
  });
  project.compileTask.exec('tsx scripts/bundle.ts');
  const oracles = project.addTask('e2e:oracles', {
    description: 'Builds the programs that know the truth, or takes them from e2e/.cache (needs Go)',
    exec: 'tsx e2e/oracles/build.ts',
  });
  const differential = project.addTask('e2e:differential', { description: 'Holds what the examples write, and mutations of it, against the oracles (needs Go)' });
  differential.exec('[ -d crds ] || npm run --silent crds');
  differential.spawn(oracles);
  differential.exec('jest --config e2e/oracles/jest.json', { receiveArgs: true });

  project.testTask.spawn(samples);
  project.testTask.prependSpawn(typecheck);
  project.testTask.prependSpawn(ensureCompiled);
}
