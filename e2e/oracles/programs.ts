import { join } from 'node:path';
import { builtGoProgram } from '../programs/go-build';
import { type GoProgram } from '../programs/go-program';

export type OracleName = 'argo' | 'argo-1.10' | 'istio' | 'promql';

const LINES = join(__dirname, 'lines');
const MEASURE = join(__dirname, 'measure');

/** Every oracle, the shortest build first: whoever waits sees that it gets on. */
export const ORACLES: Readonly<Record<OracleName, GoProgram>> = {
  'promql': { name: 'oracle-promql', module: join(__dirname, 'promql'), package: '.', replaced: [LINES] },
  'istio': { name: 'oracle-istio', module: join(__dirname, 'istio'), package: '.', replaced: [LINES] },
  'argo-1.10': { name: 'oracle-argo-1.10', module: join(__dirname, 'argo-1.10'), package: '.', replaced: [LINES, MEASURE] },
  'argo': { name: 'oracle-argo', module: join(__dirname, 'argo'), package: '.', replaced: [LINES, MEASURE] },
};

/** The path of an oracle that has been built. */
export async function oracleProgram(name: OracleName): Promise<string> {
  return builtGoProgram(ORACLES[name], 'npm run e2e:oracles');
}
