import { type AddressInfo, createServer, type Server } from 'node:net';

/** Gives ports of the loopback that nobody listens on; all are held until the last is found, so that no two are the same. */
export async function freePorts<K extends string>(names: readonly K[]): Promise<Record<K, number>> {
  const servers = await Promise.all(names.map(listen));
  const ports = names.map((name, index) => [name, (servers[index].address() as AddressInfo).port] as const);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(ports) as Record<K, number>;
}

async function listen(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', () => resolve(server)));
}
