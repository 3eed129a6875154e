import { nearest } from './nearest';
import { type SchemaError } from './schema-error';

/** A field that strict field validation refuses, with the known field that was probably meant. */
export function unknownField(path: string, key: string, known: Iterable<string>): SchemaError {
  const names = [...known];
  const suggestion = nearest(key, names);
  return {
    path,
    class: 'unknown-field',
    stage: 'strict',
    message: `unknown field "${path}"`,
    ...names.length && { allowed: names },
    ...suggestion !== undefined && { suggestion },
  };
}
