import { spawnSync } from 'node:child_process';

/** How a command is run so that its ports and processes meet nobody else's. */
export interface Isolation {
  readonly isolated: boolean;
  /** Goes before the command. */
  readonly prefix: readonly string[];
}

/** The namespaces end with their first process, and that one with `unshare`: nothing in them outlives a run. */
const NAMESPACES = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** A new network namespace has a loopback, which is down. */
const WITH_LOOPBACK = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

const WAYS = [
  ['unshare', ...NAMESPACES, ...WITH_LOOPBACK],
  ['unshare', '--user', '--map-root-user', ...NAMESPACES, ...WITH_LOOPBACK],
];

/** Namespaces of its own as root, else in a user namespace, else none. */
export function chooseIsolation(): Isolation {
  const prefix = WAYS.find(([command, ...args]) => spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0);
  return prefix === undefined ? { isolated: false, prefix: [] } : { isolated: true, prefix };
}
