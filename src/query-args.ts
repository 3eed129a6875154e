import { type AnalysisArgData, describeArg } from './analysis-arg';
import { CANARY_HASH, NAMESPACE, ROLLOUT, STABLE_HASH } from './istio-query';
import { SECRET_ARGS } from './prometheus-options';
import { type RenderedMetric } from './threshold-data';

const BUILT_IN_ARGS = [CANARY_HASH, STABLE_HASH, NAMESPACE, ROLLOUT];
const TAG = /\{\{([^}]*)\}\}/g;

/** The built-in arguments that these metrics use, in a fixed order. */
export function builtInArgsOf(metrics: RenderedMetric[]): string[] {
  const used = new Set(metrics.flatMap(({ query, successCondition, failureCondition = '' }) => argsIn(query + successCondition + failureCondition)));
  return BUILT_IN_ARGS.filter((name) => used.has(name));
}

/** Refuses arguments that nobody fills in, and values for those that the Rollout fills in. */
export function requireKnownArgs(name: string, args: { [name: string]: AnalysisArgData }, texts: string[]): void {
  const known = [...BUILT_IN_ARGS, ...Object.keys(args)];
  for (const builtIn of BUILT_IN_ARGS) {
    if (builtIn in args) throw new Error(`'args' of threshold '${name}' must not hold '${builtIn}', got ${describeArg(args[builtIn])}; the Rollout fills it in: choose another name`);
  }
  // Given a value, too, the Secret's would win: the query would carry the credential.
  const secret = Object.values(SECRET_ARGS).find((arg) => arg in args);
  if (secret) throw new Error(`'args' of threshold '${name}' must not hold '${secret}', got a value for it; a Secret of analysis.prometheus fills it in: choose another name`);
  const unknown = texts.flatMap(argsIn).find((arg) => !known.includes(arg));
  if (unknown !== undefined) {
    throw new Error(`threshold '${name}' must use only known arguments (${known.join(', ')}), got '${unknown}'; Argo Rollouts would end the analysis with an error: add it to 'args'`);
  }
}

/** The arguments in a text; a tag that is no argument comes back whole, so that it is unknown. */
function argsIn(text: string): string[] {
  return [...text.matchAll(TAG)].map(([tag, content]) => /^\s*args\.(\S+)\s*$/.exec(content)?.[1] ?? tag);
}
