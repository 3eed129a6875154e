import { LATEST_SECONDS, type Played } from './play';

/** What the section of docs/fidelity.md about the closed loop says. */
export function loopSection(played: readonly Played[]): string[] {
  const events = played.reduce((sum, { comparison }) => sum + comparison.events, 0);
  const measurements = played.reduce((sum, { comparison }) => sum + comparison.measurements, 0);
  return [
    `${played.length} releases, ${events} events, ${measurements} measurements among them; the latest may be ${LATEST_SECONDS} s late.`,
    '',
    '| release | what it meets | the controller | the twin | measured by the controller | events | measurements | largest difference in s | not the same |',
    '| --- | --- | --- | --- | --- | --: | --: | --: | --: |',
    ...played.map(rowOf),
  ];
}

function rowOf({ loopCase: { name, situation }, outcome, timeline, values, comparison }: Played): string {
  const { events, measurements, largest, differences } = comparison;
  const { name: met, errorRate, from } = situation;
  const options = [errorRate === undefined ? [] : `${errorRate * 100} %`, from === undefined ? [] : `from ${from} s`].flat();
  const meets = [met, ...options].join(', ');
  return `| ${[name, meets, outcome, timeline.outcome, values.join('<br>'), events, measurements, largest.toFixed(2), differences.length].join(' | ')} |`;
}
