import { builtinNames, UNSUPPORTED } from '../../src/condition/builtin-names';
import { dialectOf, type Profile } from '../../src/condition/dialect';

/** One value of each kind that there is, known to be of it or not. */
const OPERANDS = [
  '1', '-2.5', '"ab"', '"1"', '[3, 1, 2]', '["b", "a"]', 'result', '{"a": 1}', 'nil', 'true', 'default(result, 0)', '{"a": [1, 2]}.a', '{"a": "x"}.a', '{"a": 7}.a', 'asInt(3)', '"abc"[0:1]', 'asInt',
];

const OPERATORS = ['+', '-', '*', '/', '%', '**', '==', '!=', '<', '>=', 'in', 'not in', 'contains', 'matches', 'startsWith', '..', '??', '&&', 'or'];

const CONTROLLER = ['asInt', 'asFloat', 'isNaN', 'isInf', 'isNil', 'default'];

/** Every function and every operator with every kind of operand, as conditions that tell type and value of what comes out. */
export function conditionMatrix(profile: Profile): string[] {
  const pairs = OPERANDS.flatMap((a) => OPERANDS.map((b) => [a, b] as const));
  const functions = [...new Set(builtinNames(dialectOf(profile)))].filter((name) => !UNSUPPORTED.has(name));
  const lists = ['', ...OPERANDS, ...pairs.map((pair) => pair.join(', ')), ...OPERANDS.flatMap((a) => [`"a b", "b", ${a}`, `${a}, # > 0`, `${a}, #, 1`, `${a}, #, "desc"`])];
  const calls = [...functions, ...CONTROLLER].flatMap((name) => lists.map((list) => `${name}(${list})`));
  const operations = pairs.flatMap(([a, b]) => [...OPERATORS.map((operator) => `(${a} ${operator} ${b})`), `(${a})[${b}]`, `(${a})[${b}:]`, `(len("a") > 5 ? ${a} : ${b})`]);
  const single = OPERANDS.flatMap((a) => [`-${a}`, `+${a}`, `!${a}`, `(${a} ? 1 : 2)`]);
  return [...calls, ...operations, ...single].map((text) => `type(${text}) == "float" or string(${text}) < "2"`);
}
