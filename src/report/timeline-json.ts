import { type Simulated } from './simulated';

/** Timelines as JSON: for programs, and stable. */
export function timelineJson(simulated: readonly Simulated[]): string {
  const timelines = simulated.map(({ rollout, timeline }) => ({ rollout, ...timeline }));
  return `${JSON.stringify({ timelines }, undefined, 2)}\n`;
}
