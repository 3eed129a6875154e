import type * as Re2 from 're2js';
import { textOf } from './bytes';
import { compileRe2 } from '../manifest/re2';

/** Longer expressions take longer to compile than anybody waits for. */
const MAX_LENGTH = 10_000;

/** A compiled expression, or what is wrong with it. */
export function compileRegex(bytes: string): Re2.RE2JS | string {
  if (bytes.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} bytes`;
  try {
    return compileRe2(textOf(bytes));
  } catch (error) {
    return (error as Error).message;
  }
}

/** Whether a part of the text matches, in time proportional to its length. */
export function matchesRegex(regex: Re2.RE2JS, bytes: string): boolean {
  return regex.matcher(textOf(bytes)).find();
}
