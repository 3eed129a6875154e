import { exampleRelease, runsInSecond, secondsFor } from './twin-runs';
import { type RolloutModel } from '../src/simulation/rollout-model';
import { simulate } from '../src/simulation/simulate';

/** How often the article's release is played in a second of the processor, and what an event costs when there are many. */
function main(): void {
  const { model } = exampleRelease('02-the-article', 'rpc-server.k8s.yaml');
  console.log(`the article's release: ${runsInSecond(() => play(model), 4_000)} runs in a second of the processor`);
  for (const times of [10, 100, 1_000]) console.log(`its steps ${times} times: ${costOfEvent(model, times).toFixed(2)} µs an event`);
}

function costOfEvent(model: RolloutModel, times: number): number {
  const long = { ...model, steps: Array.from({ length: times }, () => model.steps).flat() };
  const { events } = play(long);
  const runs = Math.ceil(20_000 / events.length);
  return secondsFor(() => play(long), runs) * 1e6 / runs / events.length;
}

function play(model: RolloutModel) {
  return simulate(model, { measure: () => ({ phase: 'Successful' }), promoteAfter: 30, podStartup: 5 });
}

main();
