import { hostToArgo } from '../manifest/istio-host';
import { listAt, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { type RoutedService } from '../manifest/rollout-routing';
import { type ServiceRole } from '../manifest/rollout-services';

/** Labels from which Istio takes the name of a workload's service. */
const NAME_LABELS = ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'];

/** What the workload of a release may be called, whichever version its pods are of. */
export function workloadNames({ rollout, workload }: Release): string[] {
  const named = workload.reference?.target.name;
  return [rollout.name, ...named ? [named] : []];
}

/** What its pods are called together: the workload, its Services, and the labels that name it. */
export function appNames(release: Release): string[] {
  const labels = NAME_LABELS.flatMap((label) => release.workload.labels?.get(label) ?? []);
  return [...workloadNames(release), ...release.apexServices.map(({ name }) => name), ...labels];
}

/** The Services with a role of their own in a release. */
export function servicesOfRole({ services }: Release, role: ServiceRole): string[] {
  return services.filter((service) => service.role === role).map(({ reference }) => reference.target.name);
}

/** Hosts, long or short, that mean both versions of a release or the stable one, and never the canary alone. */
export function sharedHosts(release: Release): string[] {
  const routed = release.virtualServices.flatMap(routedHosts);
  const rule = stringAt(release.subsets?.reference.manifest?.object, 'spec', 'host');
  const own = new Set(servicesOfRole(release, 'canary'));
  const named = [release.rollout.name, ...release.apexServices.map(({ name }) => name), ...servicesOfRole(release, 'stable')];
  return [...routed, ...rule ? [rule] : [], ...named].filter((host) => host !== '' && !own.has(hostToArgo(host)));
}

function routedHosts({ reference: { manifest }, choice }: RoutedService): string[] {
  const routes = manifest && choice ? choice.routes : [];
  return routes.flatMap(({ path }) => listAt(manifest?.object, ...path, 'route').map((destination) => stringAt(destination, 'destination', 'host') ?? ''));
}
