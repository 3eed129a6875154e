import { Bundle } from '../manifest/bundle';
import { type JsonObject } from '../manifest/json';
import { manifestOf } from '../manifest/manifest';
import { releasesOf } from '../manifest/release';
import { type ProfileVersion } from '../simulation/profile';
import { type ServedRelease } from '../simulation/read-served-release';
import { type Scenario } from '../simulation/scenario';
import { playSeeds, type SeededRun, type Seeds } from '../simulation/seeded-runs';
import { serveRelease } from '../simulation/serve-release';
import { type Situation } from '../simulation/situation';

/** What is the same for all runs, as plain data that a thread can be given. */
export interface RunsSetup {
  readonly objects: readonly JsonObject[];
  readonly namespace: string;
  readonly version: ProfileVersion;
  readonly situation: Situation;
  readonly scenario: Omit<Scenario, 'measure'>;
}

/** Some of the runs of the Rollout at an index. */
export interface RunsTask {
  readonly rollout: number;
  readonly seeds: Seeds;
}

/** Plays what it is told of the releases that manifests describe. */
export class RunsPlayer {
  private readonly served = new Map<number, ServedRelease>();
  private readonly releases;

  constructor(private readonly setup: RunsSetup) {
    const { objects, namespace } = setup;
    this.releases = releasesOf(new Bundle(objects.map((object) => manifestOf(object)), { defaultNamespace: namespace }));
  }

  public play({ rollout, seeds }: RunsTask): SeededRun[] {
    const { situation, scenario } = this.setup;
    return playSeeds(this.serve(rollout), situation, scenario, seeds);
  }

  private serve(index: number): ServedRelease {
    const known = this.served.get(index);
    if (known) return known;
    const release = this.releases.at(index);
    if (!release) throw new Error(`'rollout' must be below ${this.releases.length}, got ${index}; it is the place among those of the manifests`);
    const { served, refusal } = serveRelease(release, this.setup.version);
    if (!served) throw new Error(refusal);
    this.served.set(index, served);
    return served;
  }
}
