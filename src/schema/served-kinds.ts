import { findResourceSchema, namesOfSchemas } from './library';

/** What an object says that it is. */
export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The groups whose kinds are all known because one program alone brings them. */
const WHOLE = ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io'];

let builtIn: Readonly<Record<string, readonly string[]>> | undefined;

/** Whether the API server has the kind: one of its own, or one of the pinned CRDs. */
export function isServed({ apiVersion, kind }: KindName): boolean {
  if (findResourceSchema(apiVersion, kind)) return true;
  return Object.hasOwn(builtInKinds(), apiVersion) && builtInKinds()[apiVersion].includes(kind);
}

/** Whether all kinds of a group are known; no CRD has a group without a dot. */
export function isWholeGroup(group: string): boolean {
  return !group.includes('.') || WHOLE.includes(group) || Object.keys(builtInKinds()).some((apiVersion) => apiVersion.startsWith(`${group}/`));
}

/** Every kind that is known by name. */
export function servedKinds(): KindName[] {
  const custom = namesOfSchemas().map((name) => ({ apiVersion: name.slice(0, name.lastIndexOf('/')), kind: name.slice(name.lastIndexOf('/') + 1) }));
  const own = Object.entries(builtInKinds()).flatMap(([apiVersion, kinds]) => kinds.map((kind) => ({ apiVersion, kind })));
  return [...own, ...custom.filter(({ apiVersion }) => !Object.hasOwn(builtInKinds(), apiVersion))];
}

/** Read when an object has no schema, which is seldom. */
function builtInKinds(): Readonly<Record<string, readonly string[]>> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return builtIn ??= require('../../schemas/served-kinds.json') as Record<string, readonly string[]>;
}
