import { join } from 'node:path';
import { runIsolated } from '../harness/isolated-run';

const TSX = join(__dirname, '..', '..', 'node_modules', 'tsx', 'dist', 'cli.mjs');

void runIsolated(() => [TSX, 'e2e/differential/write-fidelity.ts']);
