import { type Comparison, explanationOf } from './comparison';
import { KNOWN_DIFFERENCES } from './known-differences';

/** What is compared, and with what result, as a section of `docs/fidelity.md` has it. */
export function renderFidelity(written: readonly Comparison[], spoilt: readonly Comparison[]): string {
  const all = [...written, ...spoilt];
  const differing = all.filter(({ difference }) => difference.length > 0);
  return `An API server v1.37.2 is asked what it says to the creation of an object under strict field validation (a dry run), and \`src/schema/\` what it would say. They agree where both take it, or where both name the same fields with the same
class of error, at the same stage: decoding, unknown fields, validation. ${count(written.length)} manifests as they are (the examples, what they assume, good ones of every kind), and ${count(spoilt.length)} in which one thing was changed,
or which were made of the schemas that the server publishes: of ${count(all.length)} answers, ${count(all.length - differing.length)} are the same, and ${count(differing.length)} differ as listed below.

\`npm run e2e -- e2e/cluster/long/differential\` does it again; \`E2E_MANIFESTS=100000 E2E_SEED=2\` before it asks about more, and others. A difference that is not in \`e2e/differential/known-differences.ts\` is an error, and so is an
entry there that does not differ any more. What is not compared: \`apiVersion\`, \`kind\` and \`metadata.namespace\`, which are in the request's path, and what depends on objects that are there already.

### By kind

${table('kind', all, ({ candidate }) => candidate.kind)}

### By what was done

${table('what was done', all, ({ candidate }) => candidate.operator)}

### What differs, and why it stays so

${KNOWN_DIFFERENCES.map(({ reason }) => `- ${reason} (${count(explainedBy(reason, differing))})`).join('\n')}`;
}

function explainedBy(reason: string, differing: readonly Comparison[]): number {
  return differing.filter(({ difference }) => difference.some((line) => explanationOf(line, difference)?.reason === reason)).length;
}

function table(title: string, comparisons: readonly Comparison[], nameOf: (comparison: Comparison) => string): string {
  const names = [...new Set(comparisons.map(nameOf))].sort((one, other) => one.localeCompare(other, 'en'));
  const rows = names.map((name) => {
    const those = comparisons.filter((comparison) => nameOf(comparison) === name);
    const taken = those.filter(({ accepted }) => accepted);
    const differing = those.filter(({ difference }) => difference.length > 0);
    return [name, ...[those.length, taken.length, those.length - taken.length, differing.length].map(count)];
  });
  const lines = [[title, 'compared', 'taken', 'refused', 'differ'], ['---', '---:', '---:', '---:', '---:'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
