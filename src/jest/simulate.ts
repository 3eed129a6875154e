import { type Scenario } from './scenario';
import { readSubject, type Subject, type Subjects } from './subject';
import { type Manifest } from '../manifest/manifest';
import { releaseOf } from '../manifest/release';
import { type Simulated } from '../report/simulated';
import { simulateLoop } from '../simulation/closed-loop';
import { serveRelease } from '../simulation/serve-release';

/** Which of several Rollouts is meant. */
export interface SimulateOptions {
  /** Its name, or its namespace and name: `shop`, `eu/shop`. @default - the only one */
  readonly rollout?: string;
}

/** A release that was played, and what that came to. */
export interface SimulatedRelease extends Simulated {
  readonly scenario: Scenario;
  /** What manifests do not say and was taken for granted, in sentences. */
  readonly assumptions: readonly string[];
}

const VERSION = '1.9';

/**
 * Plays the release of a new version with traffic, as the controllers would.
 *
 * @param subject - a SmartCanary, a chart or an app, the manifests of a release as objects, or as a text in YAML
 */
export function simulate(subject: Subject, scenario: Scenario, options: SimulateOptions = {}): SimulatedRelease {
  const subjects = readSubject(subject);
  const manifest = requireOne(subjects, options.rollout);
  const release = releaseOf(subjects.bundle, manifest);
  const rollout = nameOf(manifest, subjects);
  const { served, refusal } = serveRelease(release, VERSION);
  if (!served) throw new Error(`'subject' must be a release that can be simulated, got Rollout ${rollout}; ${refusal}`);
  const { model } = served;
  return {
    rollout,
    replicas: model.replicas,
    isFirstDeploy: false,
    steps: model.steps.map(({ text }) => text),
    timeline: simulateLoop(served, scenario.situation, scenario.played),
    scenario,
    assumptions: served.assumptions,
  };
}

function requireOne(subjects: Subjects, wanted: string | undefined): Manifest {
  const { bundle, rollouts } = subjects;
  if (rollouts.length === 0) {
    const others = [...new Set(bundle.manifests.map(({ kind, name }) => `${kind}/${name}`))].join(', ');
    throw new Error(`'subject' must have a Rollout, got ${others || 'no object'}; give what is applied to the cluster, all of it`);
  }
  const found = rollouts.filter((rollout) => wanted === undefined || [rollout.name, nameOf(rollout, subjects)].includes(wanted));
  if (found.length === 1) return found[0];
  const names = rollouts.map((rollout) => nameOf(rollout, subjects)).join(', ');
  throw new Error(`'rollout' must name one of ${names}, got ${wanted === undefined ? 'none' : `'${wanted}'`}; one release is played at a time`);
}

function nameOf(rollout: Manifest, { bundle }: Subjects): string {
  return `${bundle.namespaceOf(rollout)}/${rollout.name}`;
}
