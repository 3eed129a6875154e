/**
 * Strings as Go has them: bytes, here one character each.
 *
 * Length, index, slice and order then are Go's without further thought.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes of a text. */
export function bytesOf(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** The text of bytes; what is no UTF-8 becomes the replacement character, as it does in Go. */
export function textOf(bytes: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  return decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

export function characterCount(bytes: string): number {
  return [...textOf(bytes)].length;
}
