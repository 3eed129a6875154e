import { OracleClient } from './client';
import { type KubeObject } from './kube-object';
import { oracleProgram } from './programs';

/** istiod's webhook lets unknown fields below `spec` pass, `istioctl validate` does not. */
export type IstioMode = 'webhook' | 'istioctl';

export interface IstioResult {
  readonly kind: string;
  readonly name: string;
  /** Whether the oracle has a validator for the kind; where it has none, it accepts nothing. */
  readonly known: boolean;
  readonly accepted: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Istio's validation. */
export class IstioOracle {
  static async start(): Promise<IstioOracle> {
    return new IstioOracle(new OracleClient('istio', await oracleProgram('istio')));
  }

  private constructor(private readonly client: OracleClient) {}

  async validate(objects: readonly KubeObject[], mode: IstioMode): Promise<readonly IstioResult[]> {
    const { results } = await this.client.ask<{ results: IstioResult[] }>('validate', { objects, mode });
    return results;
  }

  async versions(): Promise<Record<string, string>> {
    return this.client.ask('versions', {});
  }

  async stop(): Promise<void> {
    await this.client.stop();
  }
}
