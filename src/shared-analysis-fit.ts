import { describeTemplate, type MeasuredTemplate } from './measured-template';
import { type MeasuringContext } from './measuring-context';
import { firstRepeated } from './repeated';
import { type SharedAnalysis, type SharedAnalysisFacts } from './shared-analysis';

/** Checks that shared analyses measure what this canary does, and gives their templates. */
export function requireFittingShared(user: string, analyses: SharedAnalysis[], context: MeasuringContext): MeasuredTemplate[] {
  const twice = firstRepeated(analyses.map(({ _facts }) => _facts.template.name));
  if (twice !== undefined) throw new Error(`'templates' of ${user} must hold each SharedAnalysis once, got '${twice}' twice; leave one of them out`);
  return analyses.map(({ _facts }) => {
    // A query of one's own says itself what it counts.
    if (_facts.template.measured.some(({ threshold }) => threshold._scoped)) requireFit(user, _facts, context);
    return _facts.template;
  });
}

function requireFit(user: string, shared: SharedAnalysisFacts, { scope, hashLabel, scrapeInterval }: MeasuringContext): void {
  const name = describeTemplate(shared.template);
  if (shared.protocol !== scope.protocol) {
    throw new Error(
      `${name} must be for the protocol of ${user}, ${scope.protocol}, got ${shared.protocol}; its queries would find no requests, and every release would be aborted: `
      + 'use one for that protocol, or state protocol where the service speaks another',
    );
  }
  if (shared.hashLabel._name !== hashLabel._name) {
    throw new Error(
      `${name} must use the hash label of ${user}, ${hashLabel._name ?? 'none'}, got ${shared.hashLabel._name}; its queries would find no requests, and every release would be aborted: `
      + 'state the same hashLabel in both',
    );
  }
  if (shared.scrapeInterval < scrapeInterval) {
    throw new Error(
      `${name} must be for a scrape interval of at least that of ${user}, ${scrapeInterval} s, got ${shared.scrapeInterval} s; its queries would look back over too few scrapes: `
      + 'state the longer one as its target.scrapeInterval',
    );
  }
  if (shared.template.scope.timeout && !scope.timeout) {
    throw new Error(
      `${name} must not count on timeouts that ${user} does not have, got timeouts: true; a caller who leaves would count as a failure: `
      + 'state timeout in the canary, or timeouts: false in the shared analysis',
    );
  }
}
