import { type Distributed } from './distributed';

/** What many runs came to, as JSON: for programs, and stable. */
export function runsJson(distributed: readonly Distributed[]): string {
  const distributions = distributed.map(({ rollout, scenario, distribution }) => ({ rollout, scenario, ...distribution }));
  return `${JSON.stringify({ distributions }, undefined, 2)}\n`;
}
