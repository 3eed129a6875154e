import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fidelityTable, withTable } from './replay/fidelity-table';

const PAGE = join(__dirname, '..', 'docs', 'fidelity.md');

writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf-8'), fidelityTable()));
