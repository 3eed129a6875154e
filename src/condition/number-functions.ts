import { type Builtin } from './builtins';
import { integerOf, rounded, wrap } from './go-math';
import { asFloat, integer, isNumeric } from './operations';
import { RunError } from './problem';
import { isIntegerValue, OtherInteger, typeOf, type Value } from './value';

const LARGEST = 2n ** 63n - 1n;

/* eslint-disable no-bitwise */
/** Functions of one number, and of bits. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  abs: ([value]) => {
    if (typeof value === 'number') return value < 0 ? -value : value;
    if (typeof value === 'bigint') return wrap(value < 0n ? -value : value);
    if (value instanceof OtherInteger) return value.value < 0n ? new OtherInteger(value.type, wrap(-value.value)) : value;
    throw new RunError(`'abs' takes a number, got ${typeOf(value).name}`);
  },
  ceil: ([value]) => Math.ceil(asFloat(value)),
  floor: ([value]) => Math.floor(asFloat(value)),
  round: ([value]) => rounded(asFloat(value)),
  int: ([value]) => {
    if (typeof value === 'number') return integerOf(value);
    return typeof value === 'string' ? parseInteger(value) : integerArgument(value);
  },
  float: ([value]) => typeof value === 'string' ? parseFloatText(value) : asFloat(value),
  bitand: bits((a, b) => a & b),
  bitor: bits((a, b) => a | b),
  bitxor: bits((a, b) => a ^ b),
  bitnand: bits((a, b) => a & ~b),
  bitshl: bits((a, b) => shift(b) >= 64n ? 0n : wrap(a << b)),
  bitshr: bits((a, b) => a >> (shift(b) > 63n ? 63n : b)),
  bitushr: bits((a, b) => shift(b) >= 64n ? 0n : wrap(BigInt.asUintN(64, a) >> b)),
  bitnot: ([value]) => ~integerArgument(value),
};
/* eslint-enable no-bitwise */

/** An integer as Go reads it: digits and a sign, nothing else. */
export function parseInteger(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw new RunError(`'${text}' is no integer`);
  const value = BigInt(text.replace(/^\+/, ''));
  if (value > LARGEST || value < -LARGEST - 1n) throw new RunError(`'${text}' does not fit into 64 bits`);
  return value;
}

/** A number as Go reads it; hexadecimal ones are left to Go. */
export function parseFloatText(text: string): number {
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text);
  if (special) {
    const [, sign, isInfinite] = special;
    if (isInfinite) return sign === '-' ? -Infinity : Infinity;
    if (sign === '') return NaN;
  }
  if (/^[+-]?0[xX]/.test(text)) throw new RunError('hexadecimal numbers in strings are not evaluated here', 'unsupported');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text))) throw new RunError(`'${text}' is no number`);
  return Number(text);
}

function integerArgument(value: Value): bigint {
  if (isIntegerValue(value)) return integer(value);
  throw new RunError(`an integer is needed here, got ${isNumeric(value) ? 'a float' : typeOf(value).name}`);
}

function bits(operation: (a: bigint, b: bigint) => bigint): Builtin {
  return ([a, b]) => operation(integerArgument(a), integerArgument(b));
}

function shift(count: bigint): bigint {
  if (count < 0n) throw new RunError('bits cannot be shifted by less than nothing');
  return count;
}
