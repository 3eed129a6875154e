import { PROFILES } from './profile';
import { type RolloutModel } from './rollout-model';
import { type Scenario } from './scenario';
import { Simulation } from './simulation';
import { type Timeline } from './timeline';

/** Plays a release as the controllers would, and tells what happens when: the same every time. */
export function simulate(model: RolloutModel, scenario: Scenario): Timeline {
  return new Simulation(model, PROFILES[scenario.version ?? '1.9'], scenario).play();
}
