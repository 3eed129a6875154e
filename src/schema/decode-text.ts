import { parsesAsRfc3339 } from './date-time';
import { isQuantity } from './quantity';

const LINE_END = /[\r\n]/;
const BASE64_DIGIT = /[A-Za-z0-9+/]/;

/** Why Go does not take this value for one of the format, or nothing where it does. */
export function decodeText(value: unknown, format: string): string | undefined {
  switch (format) {
    case 'quantity':
      return isQuantity(value) ? undefined : 'quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'';
    case 'date-time':
      return parsesAsRfc3339(value as string) ? undefined : `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse it`;
    case 'byte': {
      const at = base64ErrorAt(value as string);
      return at === undefined ? undefined : `illegal base64 data at input byte ${at}`;
    }
    default:
      return undefined;
  }
}

/**
 * Where Go's standard encoding stops: it allows line ends, and wants the padding.
 *
 * @see https://github.com/golang/go/blob/go1.26.0/src/encoding/base64/base64.go decodeQuantum
 */
function base64ErrorAt(text: string): number | undefined {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    if (LINE_END.test(text[at])) continue;
    if (text[at] === '=') return paddingErrorAt(text, at, digits % 4);
    if (!BASE64_DIGIT.test(text[at])) return at;
    digits++;
  }
  return digits % 4 === 0 ? undefined : text.length - digits % 4;
}

/** Two digits want two signs, three want one, and nothing may come after. */
function paddingErrorAt(text: string, at: number, digits: number): number | undefined {
  if (digits < 2) return at;
  let end = afterLineEnds(text, at + 1);
  if (digits === 2) {
    if (end === text.length) return end;
    if (text[end] !== '=') return end - 1;
    end = afterLineEnds(text, end + 1);
  }
  return end === text.length ? undefined : end;
}

function afterLineEnds(text: string, at: number): number {
  let end = at;
  while (end < text.length && LINE_END.test(text[end])) end++;
  return end;
}
