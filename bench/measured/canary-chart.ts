import { App, Chart, Duration } from 'cdk8s';
import { SmartCanary, Step, Threshold } from 'cdk8s-smart-canary';

export const SERVICE = 'rpc-server';

/** The library's side: the canary of examples/01-three-words. */
export function canaryChart(): Chart {
  const chart = new Chart(new App(), SERVICE);
  addCanary(chart, SERVICE);
  return chart;
}

export function addCanary(chart: Chart, service: string): void {
  new SmartCanary(chart, 'canary', {
    service,
    steps: [
      Step.weight(20), Step.pause(Duration.minutes(5)),
      Step.weight(50), Step.pause(Duration.minutes(5)),
      Step.weight(100), Step.pause(Duration.minutes(5)),
    ],
    thresholds: [Threshold.successRate(0.95)],
  });
}
