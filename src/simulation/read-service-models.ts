import { type ServiceModel, type ServicePort } from './world/destination-service';
import { listAt, numberAt, type JsonObject, stringAt, valueAt } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { type Release } from '../manifest/release';

/** What a Service that nobody has shown is taken for. */
const ASSUMED_PORTS: readonly ServicePort[] = [{ port: 80, targetPort: 80 }];

/** The Services of a release by name: those that select its pods, and those that it names. */
export function serviceManifests({ apexServices, services }: Release): ReadonlyMap<string, Manifest> {
  const named = services.flatMap(({ reference }) => reference.manifest ?? []);
  return new Map([...apexServices, ...named].map((manifest) => [manifest.name, manifest]));
}

/** As metrics know them; all are as old as each other, and one that is called and not among the manifests has a port of its own. */
export function readServiceModels(release: Release, called: readonly string[]): ServiceModel[] {
  const manifests = serviceManifests(release);
  const known = [...manifests].map(([name, manifest]): ServiceModel => ({ name, createdAt: 0, ports: portsOf(manifest.object, release) }));
  const unknown = [...new Set(called)].filter((name) => !manifests.has(name));
  return [...known, ...unknown.map((name): ServiceModel => ({ name, createdAt: 0, ports: ASSUMED_PORTS }))];
}

/** A headless Service without ports has none. */
function portsOf(service: JsonObject, release: Release): ServicePort[] {
  return listAt(service, 'spec', 'ports').flatMap((entry) => {
    const port = numberAt(entry, 'port');
    if (port === undefined) return [];
    const target = valueAt(entry, 'targetPort');
    const targetPort = typeof target === 'string' ? containerPort(target, release) : numberAt(entry, 'targetPort');
    return [{ port, targetPort: targetPort ?? port }];
  });
}

function containerPort(name: string, { workload: { template } }: Release): number | undefined {
  const ports = listAt(template?.value, 'spec', 'containers').flatMap((container) => listAt(container, 'ports'));
  return numberAt(ports.find((port) => stringAt(port, 'name') === name), 'containerPort');
}
