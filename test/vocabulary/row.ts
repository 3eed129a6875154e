import { type Chart } from 'cdk8s';
import { Protocol, type SmartCanaryProps, Workload } from '../../src';

/** Props, or what makes them where they need something else in the chart. */
export type Said = Partial<SmartCanaryProps> | ((chart: Chart) => Partial<SmartCanaryProps>);

/**
 * A word of the API and one place where it can be seen.
 *
 * 1. the word as in the assembly: `Step.weight`, `AnalysisOptions.interval`
 * 2. props that say it, besides the three words of test/canary.ts, in a chart of the namespace `arch`
 * 3. kind of the object, with its name where there are several of the kind, and path of the field: `Service/shop spec.ports[0]`
 * 4. what is written there: `undefined` for nothing, an asymmetric matcher of Jest for a part of it
 * 5. props that do not say it, and so write something else there; the three words alone where this is left out
 */
export type Row = readonly [word: string, said: Said, place: string, value: unknown, otherwise?: Said];

/** A Deployment made here. */
export const IMAGE: Partial<SmartCanaryProps> = { workload: Workload.image('ghcr.io/acme/shop:1', { port: 8080 }), protocol: Protocol.HTTP };

/** A part of a text. */
export function containing(text: string): unknown {
  return expect.stringContaining(text);
}
