import { type Candidate, isUnchanged } from './candidates';
import { compareAll, type Comparison } from './comparison';
import { KNOWN_DIFFERENCES, type KnownDifference } from './known-differences';
import { sample } from './sample';
import { ServerSchemas } from './server-schemas';
import { allCandidates, changed } from './sources';
import { allResourceSchemas } from '../../src/schema/library';
import { Cluster } from '../harness/cluster';

const SEED = process.env.E2E_SEED ?? '20261123';

/** The API server and the validator side by side. */
export class Differential {
  static async start(name: string): Promise<Differential> {
    const cluster = await Cluster.start({ name, controllers: false, moreGroups: ['security.istio.io'] });
    try {
      // Pods need it, and without controllers nobody makes it.
      await cluster.kube.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } });
      return new Differential(cluster, allCandidates(await ServerSchemas.read(cluster.kube, allResourceSchemas())));
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  private constructor(private readonly cluster: Cluster, private readonly candidates: readonly Candidate[]) {}

  /** Manifests as they are, all of which the server takes. */
  async written(): Promise<Comparison[]> {
    return compareAll(this.candidates.filter(isUnchanged), this.cluster.apiServer);
  }

  /** So many changed and generated manifests; `E2E_MANIFESTS` is another number, `E2E_SEED` others of them. */
  async spoilt(count: number): Promise<Comparison[]> {
    const spoilt = this.candidates.filter((candidate) => !isUnchanged(candidate));
    return compareAll(sample(spoilt, Number(process.env.E2E_MANIFESTS ?? count), SEED), this.cluster.apiServer);
  }

  /** Whether what is known to differ still does. */
  async witnesses(): Promise<{ readonly known: KnownDifference; readonly difference: readonly string[] }[]> {
    const comparisons = await compareAll(KNOWN_DIFFERENCES.map(({ witness }) => changed(witness)), this.cluster.apiServer);
    return KNOWN_DIFFERENCES.map((known, index) => ({ known, difference: comparisons[index].difference }));
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
  }
}
