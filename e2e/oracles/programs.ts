import { join } from 'node:path';

/** A program that is built from a Go module of its own. */
export interface GoProgram {
  readonly name: string;
  /** Folder of its go.mod. */
  readonly module: string;
  /** Folders of ours that the module replaces a dependency by: what is in them is in the program. */
  readonly replaced: readonly string[];
}

export type OracleName = 'argo' | 'argo-1.10' | 'istio' | 'promql';

const LINES = join(__dirname, 'lines');
const MEASURE = join(__dirname, 'measure');

/** Every oracle, the shortest build first: whoever waits sees that it gets on. */
export const ORACLES: Record<OracleName, GoProgram> = {
  'promql': { name: 'oracle-promql', module: join(__dirname, 'promql'), replaced: [LINES] },
  'istio': { name: 'oracle-istio', module: join(__dirname, 'istio'), replaced: [LINES] },
  'argo-1.10': { name: 'oracle-argo-1.10', module: join(__dirname, 'argo-1.10'), replaced: [LINES, MEASURE] },
  'argo': { name: 'oracle-argo', module: join(__dirname, 'argo'), replaced: [LINES, MEASURE] },
};
