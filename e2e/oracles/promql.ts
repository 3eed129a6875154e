import { OracleClient } from './client';
import { oracleProgram } from './programs';

export interface ParseError {
  readonly message: string;
  /** Offsets in bytes. */
  readonly start: number;
  readonly end: number;
  /** As Prometheus prints it, with line and column. */
  readonly text: string;
}

export interface Parsed {
  readonly accepted: boolean;
  readonly type?: 'scalar' | 'vector' | 'matrix' | 'string';
  readonly canonical?: string;
  readonly metrics?: readonly string[];
  readonly errors?: readonly ParseError[];
  /** The parser's tree, in the words of `src/promql/ast.ts`; places are offsets in bytes. */
  readonly tree?: Readonly<Record<string, unknown>>;
}

/** A value, or the marker of a series that ended. */
export type Sample = number | 'NaN' | '+Inf' | '-Inf' | 'stale';

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** Pairs of seconds and value. */
  readonly samples: readonly (readonly [number, Sample])[];
}

export interface Evaluation {
  readonly query: string;
  /** Series in the notation of Prometheus' own tests, below a line like `load 15s`. */
  readonly load?: string;
  readonly series?: readonly Series[];
  /** Seconds since the epoch. */
  readonly at: number;
  /** Makes it a range query. */
  readonly range?: { readonly end: number; readonly step: number };
}

export interface Evaluated {
  readonly type?: 'scalar' | 'vector' | 'matrix' | 'string';
  readonly series: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly samples: readonly { readonly time: number; readonly value: string }[];
  }[];
  readonly text?: string;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
  /** Why there is no value. */
  readonly message?: string;
}

export interface Timed {
  readonly milliseconds: readonly number[];
  /** How many values came out. */
  readonly values: number;
  readonly message?: string;
}

/** Prometheus' parser and engine. */
export class PromqlOracle {
  static async start(): Promise<PromqlOracle> {
    return new PromqlOracle(new OracleClient('promql', await oracleProgram('promql')));
  }

  private constructor(private readonly client: OracleClient) {}

  async parse(query: string): Promise<Parsed> {
    return this.client.ask('parse', { query });
  }

  async parseTree(query: string): Promise<Parsed> {
    return this.client.ask('parse', { query, tree: true });
  }

  async eval({ range, ...evaluation }: Evaluation): Promise<Evaluated> {
    return this.client.ask('eval', { ...evaluation, ...range });
  }

  /** How long the engine takes, round by round, in milliseconds; loading the series is not timed. */
  async time({ range, ...evaluation }: Evaluation, rounds: number): Promise<Timed> {
    return this.client.ask('time', { ...evaluation, ...range, rounds });
  }

  async versions(): Promise<Record<string, string>> {
    return this.client.ask('versions', {});
  }

  async stop(): Promise<void> {
    await this.client.stop();
  }
}
