import { ARRAY_FUNCTIONS, NEWER_ARRAY_FUNCTIONS, OLDER_ARRAY_FUNCTIONS } from './array-functions';
import { type Machine, type Step } from './machine';
import { NUMBER_FUNCTIONS } from './number-functions';
import { NEWER_STATISTICS, OLDER_STATISTICS } from './statistics';
import { TEXT_FUNCTIONS } from './text-functions';
import { type Value } from './value';

/** A function of the language, its arguments evaluated. */
export type Builtin = (args: readonly Value[], machine: Machine) => Value;

const EITHER: Readonly<Record<string, Builtin>> = { ...NUMBER_FUNCTIONS, ...TEXT_FUNCTIONS, ...ARRAY_FUNCTIONS };
const OLDER: Readonly<Record<string, Builtin>> = { ...EITHER, ...OLDER_STATISTICS, ...OLDER_ARRAY_FUNCTIONS };
const NEWER: Readonly<Record<string, Builtin>> = { ...EITHER, ...NEWER_STATISTICS, ...NEWER_ARRAY_FUNCTIONS };

/** Every function has its entry: the checker lets no other name through. */
export function callBuiltin(name: string, args: readonly Step[], offset: number): Step {
  return (machine) => {
    const values = args.map((arg) => arg(machine));
    machine.offset = offset;
    return (machine.dialect.hasSequences ? NEWER : OLDER)[name](values, machine);
  };
}
