import { OracleClient } from './client';
import { type KubeObject } from './kube-object';
import { oracleProgram } from './programs';

/** What a condition sees as `result`; a string stands for what JSON has no number for. */
export type ConditionResult =
  | { readonly scalar: Float }
  | { readonly vector: readonly Float[] }
  | { readonly matrix: readonly (readonly Float[])[] }
  | { readonly json: unknown };

export type Float = number | 'NaN' | '+Inf' | '-Inf';

export interface Issue {
  readonly resource: string;
  readonly stage: 'decode' | 'workload' | 'rollout' | 'lookup' | 'references' | 'run';
  readonly type?: string;
  readonly field?: string;
  readonly message: string;
}

export interface Validation {
  readonly accepted: boolean;
  /** Namespace and name of every Rollout that was judged. */
  readonly rollouts: readonly string[];
  readonly issues: readonly Issue[];
  readonly notLookedUp?: readonly string[];
}

export interface Metric {
  readonly name: string;
  readonly interval?: string;
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly provider: { readonly prometheus?: { readonly address?: string; readonly query?: string; readonly timeout?: number } };
}

export interface Run {
  readonly resource: string;
  readonly use: string;
  readonly step?: number;
  readonly args: readonly { readonly name: string; readonly value?: string }[];
  readonly metrics: readonly Metric[];
  /** Why the run ends in Error before its first measurement. */
  readonly message?: string;
}

export interface MetricValidation {
  readonly accepted: boolean;
  readonly message?: string;
  /** With its arguments resolved. */
  readonly metric?: Metric;
}

export interface Verdict {
  readonly phase: 'Successful' | 'Failed' | 'Inconclusive' | 'Error';
  readonly message?: string;
}

export interface Measurement extends Verdict {
  readonly value?: string;
  readonly metadata?: Record<string, string>;
  readonly asked: readonly { readonly path: string; readonly form: Record<string, string>; readonly headers: Record<string, string> }[];
}

/** What every version of the controller is asked: conditions, and its Prometheus provider. */
export class MeasureOracle {
  static async start(name: 'argo' | 'argo-1.10'): Promise<MeasureOracle> {
    return new MeasureOracle(new OracleClient(name, await oracleProgram(name)));
  }

  protected constructor(protected readonly client: OracleClient) {}

  async condition(condition: string, result: ConditionResult): Promise<{ readonly value?: boolean; readonly message?: string }> {
    return this.client.ask('condition', { condition, result });
  }

  async verdict(metric: { readonly successCondition?: string; readonly failureCondition?: string }, result: ConditionResult): Promise<Verdict> {
    const { successCondition, failureCondition } = metric;
    return this.client.ask('verdict', { successCondition, failureCondition, result });
  }

  /** One measurement of the real provider, from a Prometheus that answers like this. */
  async measure(metric: object, answer: { readonly status: number; readonly body: string }): Promise<Measurement> {
    return this.client.ask('measure', { metric, answer });
  }

  async versions(): Promise<Record<string, string>> {
    return this.client.ask('versions', {});
  }

  async stop(): Promise<void> {
    await this.client.stop();
  }
}

/** The controller's validation, the start of its analysis runs, and lint. */
export class ArgoOracle extends MeasureOracle {
  static async start(): Promise<ArgoOracle> {
    return new ArgoOracle(new OracleClient('argo', await oracleProgram('argo')));
  }

  async validate(objects: readonly KubeObject[]): Promise<Validation> {
    return this.client.ask('validate', { objects });
  }

  async runs(objects: readonly KubeObject[], hashes: { readonly stable: string; readonly canary: string }): Promise<readonly Run[]> {
    const { runs } = await this.client.ask<{ runs: Run[] }>('runs', { objects, hashes });
    return runs;
  }

  async metric(metric: object, args: readonly object[] = []): Promise<MetricValidation> {
    return this.client.ask('metric', { metric, args });
  }

  async lint(objects: readonly KubeObject[]): Promise<{ readonly accepted: boolean; readonly messages: readonly string[] }> {
    return this.client.ask('lint', { objects });
  }
}
