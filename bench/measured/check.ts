import { performance } from 'node:perf_hooks';
import { App, Chart, Duration } from 'cdk8s';
import { SmartCanary, Step, Threshold } from 'cdk8s-smart-canary';

/** Canaries that differ in names alone, or each in its numbers too. */
export type Likeness = 'alike' | 'distinct';

/** What the check at synth takes for all canaries of an app, in milliseconds. */
export interface Check {
  readonly clock: number;
  readonly cpu: number;
}

const WARM_UP_ROUNDS = 3;
const WARM_UP_CHARTS = 50;

const [likeness, count, isWarm] = process.argv.slice(2);

void main(likeness as Likeness, Number(count), isWarm === 'warm');

/** Asks one canary of an app for its errors: the first who is asked looks at the whole app. */
async function main(kind: Likeness, charts: number, warm: boolean): Promise<void> {
  for (let round = 0; warm && round < WARM_UP_ROUNDS; round++) {
    canariesOf('alike', WARM_UP_CHARTS).node.validate();
    // An app ends with its task.
    await undefined;
  }
  const canary = canariesOf(kind, charts);
  const before = process.cpuUsage();
  const start = performance.now();
  canary.node.validate();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const check: Check = { clock, cpu: (user + system) / 1000 };
  console.log(JSON.stringify(check));
}

/** The first of so many canaries in one app, a chart each. */
function canariesOf(kind: Likeness, charts: number): SmartCanary {
  const app = new App();
  const canaries = Array.from({ length: charts }, (_, index) => {
    const different = kind === 'distinct' ? index : 0;
    return new SmartCanary(new Chart(app, `service-${index}`), 'canary', {
      service: `service-${index}`,
      steps: [
        Step.weight(20), Step.pause(Duration.seconds(300 + different)),
        Step.weight(50), Step.pause(Duration.minutes(5)),
        Step.weight(100), Step.pause(Duration.minutes(5)),
      ],
      thresholds: [Threshold.successRate(0.95 - different / 10_000)],
    });
  });
  return canaries[0];
}
