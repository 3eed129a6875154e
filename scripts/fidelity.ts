import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withReplays } from './replay/fidelity-table';

const PAGE = join(__dirname, '..', 'docs', 'fidelity.md');

writeFileSync(PAGE, withReplays(readFileSync(PAGE, 'utf-8')));
