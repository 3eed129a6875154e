import { hostToArgo } from '../../manifest/istio-host';
import { type Json, listAt, objectAt, stringAt } from '../../manifest/json';
import { type Manifest } from '../../manifest/manifest';
import { type WeightedRoute } from '../../manifest/weighted-routes';
import { Severity } from '../finding';
import { type Rule, type Violation } from '../rule';
import { type Subject } from '../subject';

/** A destination that a route must have: a subset or a host. */
interface Version {
  readonly what: string;
  readonly name: string;
  readonly isIn: (destination: Json) => boolean;
}

export const routeLacksVersion: Rule = {
  code: 'SC0214',
  name: 'route-lacks-version',
  severity: Severity.ERROR,
  title: 'a weighted route without a destination for stable or canary',
  // validateVirtualServiceRouteDestinations
  sources: ['https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go'],
  check: (subject) => subject.releases.flatMap(({ rollout, virtualServices }) => {
    const versions = versionsOf(rollout);
    return virtualServices.flatMap(({ reference: { manifest }, choice }) => {
      return manifest && choice ? choice.routes.flatMap((route) => violationsOf(subject, rollout, versions, manifest, route)) : [];
    });
  }),
};

function violationsOf(subject: Subject, rollout: Manifest, versions: Version[], manifest: Manifest, { path }: WeightedRoute): Violation[] {
  const destinations = listAt(manifest.object, ...path, 'route');
  return versions.filter(({ isIn }) => !destinations.some(isIn)).map(({ what, name }) => ({
    at: { manifest, path: [...path, 'route'] },
    message: `the route has no destination with the ${what} '${name}', and ${subject.nameOf(rollout)} weights it`,
    fix: 'add the destination with weight 0 for the canary and 100 for the stable version, or correct its name',
  }));
}

/** With a DestinationRule the subsets count and no hosts, without one the hosts. */
function versionsOf({ object }: Manifest): Version[] {
  const canary = objectAt(object, 'spec', 'strategy', 'canary') ?? {};
  const rule = objectAt(canary, 'trafficRouting', 'istio', 'destinationRule');
  if (rule) {
    const subsets = [['stable', stringAt(rule, 'stableSubsetName')], ['canary', stringAt(rule, 'canarySubsetName')]];
    return named(subsets, 'subset', (destination) => stringAt(destination, 'destination', 'subset'));
  }
  const own = [['stable', stringAt(canary, 'stableService')], ['canary', stringAt(canary, 'canaryService')]];
  const pingPong = [['ping', stringAt(canary, 'pingPong', 'pingService')], ['pong', stringAt(canary, 'pingPong', 'pongService')]];
  const services = own.some(([, name]) => name) ? own : pingPong;
  return named(services, 'host', (destination) => hostToArgo(stringAt(destination, 'destination', 'host') ?? ''));
}

/** A name that is missing is refused elsewhere. */
function named(versions: (string | undefined)[][], what: string, nameIn: (destination: Json) => string | undefined): Version[] {
  return versions.flatMap(([role, name]) => name ? [{ what: `${role} ${what}`, name, isIn: (destination: Json) => nameIn(destination) === name }] : []);
}
