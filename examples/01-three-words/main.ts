import { Chart, Duration } from 'cdk8s';
import { App, SmartCanary, Step, Threshold } from 'cdk8s-smart-canary';

// Service, steps, thresholds: everything else has a default, and `canary.findings` says which of the defaults want a look.
const app = new App();
const chart = new Chart(app, 'rpc-server');

new SmartCanary(chart, 'canary', {
  service: 'rpc-server',
  steps: [
    Step.weight(20), Step.pause(Duration.minutes(5)),
    Step.weight(50), Step.pause(Duration.minutes(5)),
    Step.weight(100), Step.pause(Duration.minutes(5)),
  ],
  thresholds: [Threshold.successRate(0.95)],
});

app.synth();
