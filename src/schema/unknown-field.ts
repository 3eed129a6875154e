import { type SchemaError } from './schema-error';
import { nearest } from '../manifest/nearest';

/** A hundredth mistake is no slip of the pen: what was meant is looked for until then. */
const MOST_SUGGESTIONS = 100;

/** Adds a field that strict field validation refuses, with the known field that was probably meant. */
export function reportUnknownField(path: string, key: string, known: Iterable<string>, errors: SchemaError[]): void {
  const names = [...known];
  const suggestion = errors.length < MOST_SUGGESTIONS ? nearest(key, names) : undefined;
  errors.push({
    path,
    class: 'unknown-field',
    stage: 'strict',
    message: `unknown field "${path}"`,
    ...names.length && { allowed: names },
    ...suggestion !== undefined && { suggestion },
  });
}
