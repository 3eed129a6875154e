import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { Component } from './component';
import { type Credentials } from './credentials';
import { type Binaries } from '../components/binaries';
import { ApiServer } from '../oracles/api-server';

export const PORTS = ['etcd', 'etcdPeer', 'apiServer', 'controllerManager', 'argoHealth', 'argoMetrics', 'prometheus'] as const;

/** Where a cluster's programs find each other and put what they write. */
export interface Site {
  readonly binaries: Binaries;
  readonly ports: Record<typeof PORTS[number], number>;
  readonly credentials: Credentials;
  /** Folder for data, gone with the cluster. */
  readonly data: string;
  /** Folder for logs, kept when a test fails. */
  readonly logs: string;
}

/** The controllers that own a bundle's Deployments and ReplicaSets, and those without which a namespace neither starts nor goes. */
const CONTROLLERS = ['deployment-controller', 'replicaset-controller', 'garbage-collector-controller', 'namespace-controller', 'serviceaccount-controller'];

/** Nothing is kept beyond the suite: writing through to the disk would only cost time. */
export async function startEtcd({ binaries, ports, data, logs }: Site): Promise<Component> {
  const [client, peer] = [local(ports.etcd), local(ports.etcdPeer)];
  const etcd = Component.start({
    name: 'etcd',
    command: binaries.etcd,
    args: [
      '--data-dir', join(data, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn',
      '--listen-client-urls', client, '--advertise-client-urls', client,
      '--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`,
    ],
    logs,
  });
  await etcd.healthy(async () => (await fetch(`${client}/health`)).ok);
  return etcd;
}

export async function startApiServer({ binaries, ports, credentials, data, logs }: Site): Promise<Component> {
  const key = credentials.serviceAccountKeyFile;
  const apiServer = Component.start({
    name: 'kube-apiserver',
    command: binaries.apiServer,
    args: [
      `--etcd-servers=${local(ports.etcd)}`, '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${ports.apiServer}`,
      `--cert-dir=${certificatesIn(data)}`, `--token-auth-file=${credentials.tokenFile}`, '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`,
      '--service-cluster-ip-range=10.0.0.0/16', '--endpoint-reconciler-type=none', '--profiling=false',
      // Nobody takes the taint away: there is no node controller.
      '--disable-admission-plugins=TaintNodesByCondition',
    ],
    logs,
  });
  await apiServer.healthy(() => answers(`https://127.0.0.1:${ports.apiServer}/readyz`));
  return apiServer;
}

/** A running API server as an oracle, which trusts nothing but the certificate that the server has made. */
export function apiServerOf({ credentials, ports, data }: Site): ApiServer {
  const token = credentials.configFor('admin').getCurrentUser()?.token ?? '';
  return new ApiServer({ url: `https://127.0.0.1:${ports.apiServer}`, token, ca: readFileSync(join(certificatesIn(data), 'apiserver.crt'), 'utf-8') });
}

function certificatesIn(data: string): string {
  return join(data, 'certificates');
}

export async function startControllerManager({ binaries, ports, credentials, data, logs }: Site): Promise<Component> {
  const manager = Component.start({
    name: 'kube-controller-manager',
    command: binaries.controllerManager,
    args: [
      `--kubeconfig=${credentials.configFileFor('controller-manager')}`, '--bind-address=127.0.0.1', `--secure-port=${ports.controllerManager}`,
      `--cert-dir=${join(data, 'controller-manager')}`, '--leader-elect=false', `--controllers=${CONTROLLERS.join(',')}`,
      '--authentication-skip-lookup=true', '--authorization-always-allow-paths=/healthz',
      `--service-account-private-key-file=${credentials.serviceAccountKeyFile}`,
    ],
    logs,
  });
  await manager.healthy(() => answers(`https://127.0.0.1:${ports.controllerManager}/healthz`));
  return manager;
}

/** Has to come after the CRDs: the controller looks for Istio's once, when it starts. Its two ports are open on all addresses, and no flag changes that. */
export async function startArgoRollouts({ binaries, ports, credentials, logs }: Site): Promise<Component> {
  const argo = Component.start({
    name: 'rollouts-controller',
    command: binaries.argoRollouts,
    args: [
      `--kubeconfig=${credentials.configFileFor('argo-rollouts')}`, '--leader-elect=false', '--loglevel=info',
      `--metricsPort=${ports.argoMetrics}`, `--healthzPort=${ports.argoHealth}`,
    ],
    env: { POD_NAMESPACE: 'argo-rollouts' },
    logs,
  });
  await argo.healthy(async () => (await fetch(`${local(ports.argoHealth)}/healthz`)).ok && argo.hasLogged('Started controller'));
  return argo;
}

/** Scrapes one target; the interval is the usual one of 15 s, scaled as the examples are. */
export async function startPrometheus({ binaries, ports, data, logs }: Site, target: string, scrapeInterval: string): Promise<Component> {
  const folder = join(data, 'prometheus');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, JSON.stringify({
    global: { scrape_interval: scrapeInterval, scrape_timeout: scrapeInterval },
    scrape_configs: [{ job_name: 'mesh', static_configs: [{ targets: [target] }] }],
  }));
  const prometheus = Component.start({
    name: 'prometheus',
    command: binaries.prometheus,
    args: [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${ports.prometheus}`, '--log.level=warn'],
    logs,
  });
  await prometheus.healthy(async () => (await fetch(`${local(ports.prometheus)}/-/ready`)).ok);
  return prometheus;
}

function local(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Whether a server with a certificate of its own making answers with a success. */
async function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = httpsRequest(url, { rejectUnauthorized: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false)).on('timeout', () => request.destroy()).end();
  });
}
