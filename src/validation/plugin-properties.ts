import { ASSUMABLE, isAssumable } from './assumable';
import { StatedWorld } from './assumption';
import { type PluginProperties } from './plugin';
import { type ObjectOptions } from './validate-objects';
import { type Assumptions } from '../simulation/proof/assumptions';

/** Something that a property may be, in words and as a check. */
interface Property {
  readonly meant: string;
  readonly isMeant: (value: unknown) => boolean;
}

const PROPERTIES: Readonly<Record<keyof PluginProperties, Property>> = {
  accept: { meant: 'a list of code, reason and, where it is about one object, resource', isMeant: (value) => Array.isArray(value) && value.every(isAcceptance) },
  complete: { meant: 'true or false', isMeant: (value) => typeof value === 'boolean' },
  namespace: { meant: 'a name', isMeant: (value) => typeof value === 'string' && value !== '' },
  requestsPerSecond: assumable('requestsPerSecond'),
  podStartup: assumable('podStartup'),
  scrapeInterval: assumable('scrapeInterval'),
  protocol: assumable('protocol'),
};

/** Fails for a property that is not known, or is something else than it may be. */
export function requireProperties(properties: PluginProperties): void {
  for (const [name, value] of Object.entries(properties)) requireProperty(name, value);
}

/** What the properties say to the validator. */
export function optionsIn(properties: PluginProperties): ObjectOptions {
  const { accept: acceptances, complete, namespace: defaultNamespace } = properties;
  const world = new StatedWorld([], assumedIn(properties));
  return { acceptances, complete, defaultNamespace, scrapeInterval: world.scrapeInterval, twin: world };
}

function requireProperty(name: string, value: unknown): void {
  if (!Object.hasOwn(PROPERTIES, name)) {
    throw new Error(`'properties' of SmartCanaryValidation must be among ${Object.keys(PROPERTIES).join(', ')}, got '${name}'; remove it`);
  }
  const { meant, isMeant } = PROPERTIES[name as keyof PluginProperties];
  if (!isMeant(value)) throw new Error(`'${name}' of SmartCanaryValidation must be ${meant}, got ${JSON.stringify(value)}; correct it in cdk8s.yaml`);
}

function assumable(name: keyof Assumptions): Property {
  const { meant, read } = ASSUMABLE[name];
  return { meant, isMeant: (value) => read(value) !== undefined };
}

function assumedIn(properties: PluginProperties): Partial<Assumptions> {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => (isAssumable(name) ? [[name, ASSUMABLE[name].read(value)]] : [])));
}

function isAcceptance(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { code, reason, resource, ...others } = value as Partial<Record<string, unknown>>;
  return typeof code === 'string' && typeof reason === 'string' && ['string', 'undefined'].includes(typeof resource) && Object.keys(others).length === 0;
}
