import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';

/** Who talks to the API server. */
const USERS = ['admin', 'argo-rollouts', 'controller-manager', 'fake-node'] as const;
export type User = typeof USERS[number];

/** Tokens for everybody who talks to the API server, and the key with which it signs those of service accounts. */
export class Credentials {
  readonly tokenFile: string;
  readonly serviceAccountKeyFile: string;

  constructor(private readonly folder: string, private readonly server: string) {
    this.tokenFile = join(folder, 'tokens.csv');
    this.serviceAccountKeyFile = join(folder, 'service-accounts.key');
    writeFileSync(this.tokenFile, USERS.map((user) => `${tokenOf(user)},${user},${user},system:masters\n`).join(''));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(this.serviceAccountKeyFile, privateKey.export({ type: 'sec1', format: 'pem' }));
  }

  configFor(user: User): KubeConfig {
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: 'e2e', server: this.server, skipTLSVerify: true }, { name: user, token: tokenOf(user) });
    return config;
  }

  configFileFor(user: User): string {
    const file = join(this.folder, `${user}.kubeconfig`);
    writeFileSync(file, this.configFor(user).exportConfig());
    return file;
  }
}

/** The server lives for minutes and listens on the loopback alone. */
function tokenOf(user: User): string {
  return `${user}-token`;
}
