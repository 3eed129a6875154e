import { measure, type Table, TABLES } from './measurements';
import { withPlainNode } from './plain-node';
import { renderReport } from './report';

void main(process.argv.slice(2));

/** Measures load and synth against peers; figures are no test, so a missed goal is no failure. */
async function main(args: string[]): Promise<void> {
  const names = args.filter((arg) => arg !== '--json');
  const unknown = names.find((name) => !isTable(name));
  if (unknown !== undefined) {
    console.error(`'npm run bench' takes '--json' and the names of tables (${TABLES.join(', ')}), got '${unknown}'`);
    process.exitCode = 2;
    return;
  }
  const tables = names.length > 0 ? names.filter(isTable) : TABLES;
  const measurements = await withPlainNode((run) => measure(run, tables));
  console.log(args.includes('--json') ? JSON.stringify(measurements, undefined, 2) : renderReport(measurements));
}

function isTable(name: string): name is Table {
  return TABLES.some((table) => table === name);
}
