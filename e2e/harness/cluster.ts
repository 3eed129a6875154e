import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Component } from './component';
import { apiServerOf, PORTS, type Site, startApiServer, startArgoRollouts, startControllerManager, startEtcd, startPrometheus } from './control-plane';
import { Credentials } from './credentials';
import { installCustomResources } from './custom-resources';
import { FakeNode } from './fake-node';
import { Kube } from './kube';
import { freePorts } from './ports';
import { provideBinaries } from '../components/binaries';
import { MetricsExporter } from '../metrics/exporter';
import { type ApiServer } from '../oracles/api-server';
import { withOneRetry } from '../programs/command';
import { say } from '../programs/say';

export interface ClusterOptions {
  /** Names the folder of its logs. */
  readonly name: string;
  /** Without controllers there is an API server that admits and stores, and nothing else. */
  readonly controllers: boolean;
  /** @default - that of the examples' scale, 500 ms for the usual 15 s */
  readonly scrapeInterval?: string;
  /** Groups of CRDs beside those that bundles are written in. @default - none */
  readonly moreGroups?: readonly string[];
}

/** Where the logs of a run lie: the folder is removed with the last test when all have passed. */
const RUN = process.env.E2E_RUN ?? join(__dirname, '..', '.runs', `${process.pid}`);

/** What the programs of a cluster write besides logs. */
const DATA_FOLDER = 'data';

/** An API server with the CRDs, the real controllers, Prometheus and a node that pretends. */
export class Cluster {
  static async start(options: ClusterOptions): Promise<Cluster> {
    return withOneRetry(`the cluster of ${options.name}`, async () => {
      const start = performance.now();
      const cluster = new Cluster(await chooseSite(options), new MetricsExporter());
      try {
        await cluster.startAll(options);
      } catch (error) {
        await cluster.stop();
        throw error;
      }
      say(`the cluster of ${options.name} is ready after ${((performance.now() - start) / 1000).toFixed(1)} s`);
      return cluster;
    });
  }

  readonly kube: Kube;
  private readonly components: Component[] = [];
  private fakeNode?: FakeNode;

  private constructor(private readonly site: Site, readonly exporter: MetricsExporter) {
    this.kube = new Kube(site.credentials.configFor('admin'));
  }

  /** The server as an oracle. */
  get apiServer(): ApiServer {
    return apiServerOf(this.site);
  }

  /** Address of Prometheus. */
  get prometheus(): string {
    return `http://127.0.0.1:${this.site.ports.prometheus}`;
  }

  /** What programs that ask the API server read. */
  get configFile(): string {
    return this.site.credentials.configFileFor('admin');
  }

  get node(): FakeNode {
    if (this.fakeNode === undefined) throw new Error('a cluster without controllers has no node');
    return this.fakeNode;
  }

  /** Fails when one of the programs ends on its own; never resolves. */
  get failed(): Promise<never> {
    return Promise.race(this.components.map((component) => component.failed));
  }

  /** What Prometheus answers to an instant query. */
  async query(expression: string): Promise<unknown[]> {
    const response = await fetch(`${this.prometheus}/api/v1/query?${new URLSearchParams({ query: expression })}`);
    return ((await response.json()) as { data: { result: unknown[] } }).data.result;
  }

  /** Ends the programs in the order in which nobody misses anybody. */
  async stop(): Promise<void> {
    this.fakeNode?.stop();
    for (const component of [...this.components].reverse()) await component.stop();
    await this.exporter.close();
    rmSync(this.site.data, { recursive: true, force: true });
  }

  private async startAll({ controllers, scrapeInterval = '500ms', moreGroups }: ClusterOptions): Promise<void> {
    await this.add(startEtcd(this.site));
    await this.add(startApiServer(this.site));
    await installCustomResources(this.kube, moreGroups);
    if (!controllers) return;
    this.fakeNode = await FakeNode.start(this.kube);
    const target = await this.exporter.listen();
    const started = await Promise.allSettled([
      this.add(startControllerManager(this.site)),
      this.add(startArgoRollouts(this.site)),
      this.add(startPrometheus(this.site, target, scrapeInterval)),
    ]);
    for (const start of started) if (start.status === 'rejected') throw start.reason;
  }

  private async add(starting: Promise<Component>): Promise<void> {
    this.components.push(await starting);
  }
}

async function chooseSite({ name }: ClusterOptions): Promise<Site> {
  const binaries = await provideBinaries();
  mkdirSync(RUN, { recursive: true });
  const logs = mkdtempSync(join(RUN, `${name}-`));
  const data = join(logs, DATA_FOLDER);
  mkdirSync(data);
  const ports = await freePorts(PORTS);
  return { binaries, ports, data, logs, credentials: new Credentials(data, `https://127.0.0.1:${ports.apiServer}`) };
}
