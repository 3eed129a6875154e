import { invalid } from '../field-error';
import { portNameProblems } from '../names';
import { type GoStruct } from './go-struct';

/** A port by its number or by a container port's name; what is left out, empty or 0 is another one. */
export function checkPortOrName(struct: GoStruct, field: string, otherwise?: unknown): void {
  const port = (otherwise === undefined ? struct.value(field) : struct.value(field) || otherwise) ?? 0;
  if (typeof port === 'string') struct.name(field, portNameProblems);
  else if ((port as number) < 1 || (port as number) > 65535) struct.errors.push(invalid(struct.at(field), port, 'must be between 1 and 65535, inclusive'));
}

export function checkPort(struct: GoStruct, field: string): void {
  struct.range(field, 1, 65535);
}
