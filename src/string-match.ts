import type * as Re2 from 're2js';

/** Istio refuses longer expressions. */
const LONGEST_REGEX = 1024;

/**
 * How a header, a path or a method is compared.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class StringMatch {
  /** The whole value is this. */
  public static exact(value: string): StringMatch {
    return new StringMatch({ exact: value });
  }

  /** The value begins with this. */
  public static prefix(value: string): StringMatch {
    if (value === '') throw new Error('\'prefix\' must not be empty, got \'\'; every value begins with nothing: use StringMatch.regex(\'.*\') if that is meant');
    return new StringMatch({ prefix: value });
  }

  /**
   * The whole value matches this expression.
   *
   * @param value in RE2 syntax, which knows neither look-around nor back-references
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(value: string): StringMatch {
    const bytes = new TextEncoder().encode(value).length;
    if (bytes === 0 || bytes > LONGEST_REGEX) {
      throw new Error(`'regex' must have 1 to ${LONGEST_REGEX} bytes, got ${bytes}; Istio refuses others: use StringMatch.exact or StringMatch.prefix`);
    }
    const reason = whyNotRe2(value);
    if (reason) throw new Error(`'regex' must be in RE2 syntax, got '${value}' (${reason}); RE2 has no look-around and no back-references`);
    return new StringMatch({ regex: value });
  }

  private constructor(/** @internal */ public readonly _data: { readonly exact?: string; readonly prefix?: string; readonly regex?: string }) {}
}

function whyNotRe2(regex: string): string | undefined {
  // Only a few canaries have an expression, and the engine takes longer to load than the library.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as typeof Re2;
  try {
    RE2JS.compile(regex);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
