import { type Json, type Path, valueAt, withValue } from './json';

/** One way to spoil a manifest at a place; it gives no change where it does not apply. */
export interface Operator {
  readonly name: string;
  readonly changes: (root: Json, path: Path) => readonly Change[];
}

export interface Change {
  /** What was done, to be read after the path: `misspelt as 'wieght'`. */
  readonly says: string;
  readonly spoil: () => Json;
}

type Values = (value: Json) => readonly Json[];

/** Every way that there is, by what a person might have done. */
export const OPERATORS: readonly Operator[] = [
  { name: 'drop', changes: (root, path) => path.length > 0 ? [{ says: 'dropped', spoil: () => withValue(root, path, undefined) }] : [] },
  { name: 'misspell', changes: misspelt },
  { name: 'unknown field', changes: withUnknownField },
  { name: 'duplicate', changes: duplicated },
  { name: 'reverse', changes: reversed },
  { name: 'exchange', changes: exchanged },
  replacing('retag', retagged),
  replacing('wrong type', ofAnotherType),
  replacing('null', () => [null]),
  replacing('empty', emptied),
  replacing('out of range', outOfRange),
  replacing('malformed', malformed),
];

function replacing(name: string, values: Values): Operator {
  return {
    name,
    changes: (root, path) => {
      const value = valueAt(root, path)!;
      const others = path.length > 0 ? values(value).filter((other) => JSON.stringify(other) !== JSON.stringify(value)) : [];
      return others.map((other) => ({ says: `${brief(value)} made ${brief(other)}`, spoil: () => withValue(root, path, other) }));
    },
  };
}

/** The same letters in another order, which is what fingers do. */
function misspelt(root: Json, path: Path): Change[] {
  const key = path[path.length - 1];
  if (typeof key !== 'string') return [];
  const letters = [...key];
  const index = letters.findIndex((letter, at) => at > 0 && at + 1 < letters.length && letter !== letters[at + 1]);
  if (index < 0) return [];
  const typo = [...letters.slice(0, index), letters[index + 1], letters[index], ...letters.slice(index + 2)].join('');
  const spoil = () => withValue(withValue(root, path, undefined), [...path.slice(0, -1), typo], valueAt(root, path));
  return [{ says: `misspelt as '${typo}'`, spoil }];
}

function withUnknownField(root: Json, path: Path): Change[] {
  if (!isObject(valueAt(root, path))) return [];
  return [{ says: 'given the unknown field \'surprise\'', spoil: () => withValue(root, [...path, 'surprise'], 'x') }];
}

function duplicated(root: Json, path: Path): Change[] {
  const parent = valueAt(root, path.slice(0, -1));
  if (!Array.isArray(parent)) return [];
  return [{ says: 'put in twice', spoil: () => withValue(root, path.slice(0, -1), [...parent, structuredClone(valueAt(root, path)!)]) }];
}

function reversed(root: Json, path: Path): Change[] {
  const value = valueAt(root, path);
  if (!Array.isArray(value) || value.length < 2) return [];
  return [{ says: 'turned round', spoil: () => withValue(root, path, [...value].reverse()) }];
}

/** Two texts of one object in each other's place, as a name and a namespace may get. */
function exchanged(root: Json, path: Path): Change[] {
  const value = valueAt(root, path);
  if (!isObject(value)) return [];
  const texts = Object.keys(value).filter((key) => typeof value[key] === 'string');
  const pairs = texts.flatMap((one, index) => texts.slice(index + 1).map((other) => [one, other]));
  return pairs.filter(([one, other]) => value[one] !== value[other]).map(([one, other]) => ({
    says: `had '${one}' and '${other}' exchanged`,
    spoil: () => withValue(root, path, { ...value, [one]: value[other], [other]: value[one] }),
  }));
}

/** What a missing or superfluous quote makes of a value. */
function retagged(value: Json): Json[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (typeof value !== 'string') return [];
  if (value === 'true' || value === 'false') return [value === 'true'];
  return value !== '' && Number.isFinite(Number(value)) ? [Number(value)] : [];
}

function ofAnotherType(value: Json): Json[] {
  if (Array.isArray(value)) return [{}, 'list'];
  if (isObject(value)) return [[], 'object'];
  return [[value], { value }];
}

function emptied(value: Json): Json[] {
  if (Array.isArray(value)) return [[]];
  if (isObject(value)) return [{}];
  return typeof value === 'string' ? [''] : [];
}

function outOfRange(value: Json): Json[] {
  return typeof value === 'number' ? [-1, 0, 0.5, 101, 2 ** 31, 2 ** 53] : [];
}

function malformed(value: Json): Json[] {
  return typeof value === 'string' ? [`${value} `, `-${value}`, '1d', '5 minutes', '{{args.nobody}}', 'Not_A_Name', `${value}${'x'.repeat(300)}`] : [];
}

function isObject(value: Json | undefined): value is { [field: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
