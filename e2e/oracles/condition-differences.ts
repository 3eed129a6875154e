import { type ConditionResult } from './argo';
import { type Profile } from '../../src/condition/dialect';

/** What the controller evaluates and the library does not, which it then says in place of a verdict. */
export interface Difference {
  readonly reason: string;
  /** What the library says. */
  readonly message: RegExp;
  /** A condition for which it is so, in each of these releases. */
  readonly example: string;
  readonly result: ConditionResult;
  readonly profiles: readonly Profile[];
}

const BOTH = ['1.9', '1.10'] as const;
const ONE: ConditionResult = { vector: [0.97] };

/** There is no other difference: a verdict of the library is the controller's. */
export const DIFFERENCES: readonly Difference[] = [
  { reason: 'clocks, dates and encodings', message: /^'\w+' is not evaluated here$/, example: 'toJSON(result[0]) == "0.97"', result: ONE, profiles: BOTH },
  { reason: 'operands that upstream takes from the wrong place of its stack, behind a search from the end', message: /^the controller takes wrong operands/, example: '1 > findLastIndex(result, # < 0.9)', result: ONE, profiles: BOTH },
  { reason: 'functions of the language as members of $env', message: /^'\$env\.\w+' is not evaluated here$/, example: '$env.len == nil', result: ONE, profiles: ['1.9'] },
  { reason: 'get of $env', message: /^'get' of '\$env'/, example: 'get($env, "result") != nil', result: ONE, profiles: BOTH },
  { reason: 'functions of the language under another name', message: /under another name/, example: 'let f = split; len(f("a,b", ",")) == 2', result: ONE, profiles: ['1.9'] },
  { reason: 'the entries of a map in their order, which is random', message: /order of a map's entries is random/, example: 'len(keys({"a": 1, "b": 2})) == 2', result: ONE, profiles: BOTH },
  { reason: 'maps and functions as strings', message: /^a map or a function as a string/, example: 'string({"a": 1}) == "map[a:1]"', result: ONE, profiles: BOTH },
  { reason: 'hexadecimal numbers in strings', message: /^hexadecimal numbers in strings/, example: 'asFloat("0x1p-2") == 0.25', result: ONE, profiles: BOTH },
  { reason: 'sorting of many equal or unordered elements, which is not stable', message: /^sorting more than 12 elements/, example: 'len(sort(map(1..13, # * (0 / 0)))) == 13', result: ONE, profiles: BOTH },
  { reason: 'nesting deeper than 500 levels', message: /^the condition is nested deeper/, example: `${'('.repeat(600)}true${')'.repeat(600)}`, result: ONE, profiles: BOTH },
  { reason: 'more than five million steps', message: /^more than 5000000 steps/, example: 'all(1..3000, all(1..3000, true))', result: ONE, profiles: ['1.9'] },
  { reason: 'strings of more than ten million bytes', message: /^a string of more than 10000000 bytes/, example: 'len(repeat(repeat("a", 1000), 20000)) > 0', result: ONE, profiles: ['1.9'] },
];
