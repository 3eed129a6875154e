import { type JsonObject } from './json-value';
import { type NameCheck } from './names';
import { type SchemaError } from './schema-error';

export type Check = (struct: JsonObject, path: string, errors: SchemaError[]) => void;
export const NAME_CHECKS: Record<string, NameCheck> = {};
export const ZERO_ALLOWED = new Set<string>();
export const CHECKS: Record<string, Check[]> = {};
