import { parsesAsRfc3339 } from './date-time';
import { isQuantity } from './quantity';

const BASE64_LINE = /[\r\n]/g;

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

/** Where Go's standard encoding stops: it allows line ends, and wants the padding. */
function base64ErrorAt(text: string): number | undefined {
  const lines = text.replace(BASE64_LINE, '');
  const digits = /^[A-Za-z0-9+/]*/.exec(lines)![0].length;
  const padding = lines.slice(digits);
  const missing = (4 - digits % 4) % 4;
  if (missing === 3) return digits;
  if (padding === '='.repeat(missing)) return undefined;
  return Math.min(digits + (missing && padding.startsWith('=') ? 1 : 0), lines.length);
}
