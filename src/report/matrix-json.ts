import { type SimulatedMatrix } from './simulated';

/** Matrices as JSON, without what happened in between: for programs, and stable. */
export function matrixJson(matrices: readonly SimulatedMatrix[]): string {
  const written = matrices.map(({ rollout, rows }) => ({
    rollout,
    rows: rows.map(({ scenario, situation, operator, timeline, judgement, expected }) => {
      const { outcome, endsAt, reason, exposure, measurements } = timeline;
      const promoter = operator ? { operator: { promoteAfter: operator.promoteAfter ?? null } } : {};
      return { scenario, situation, ...promoter, outcome, endsAt, reason, exposure, measurements, judgement, expected };
    }),
  }));
  return `${JSON.stringify({ matrices: written }, undefined, 2)}\n`;
}
