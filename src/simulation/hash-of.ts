import { CANARY_HASH, STABLE_HASH } from './arguments';

/** The pod templates that are there when a simulation begins, are released, and come after that. */
const STABLE_TEMPLATE = 'v1';
const CANARY_TEMPLATE = 'v2';
export const SECOND_TEMPLATE = 'v3';

/** What queries call the hash of a template. */
export function hashOf(template: string): string {
  if (template === STABLE_TEMPLATE) return STABLE_HASH;
  return template === CANARY_TEMPLATE ? CANARY_HASH : `${template}-hash`;
}
