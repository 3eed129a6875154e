const DECIMAL = '0123456789';
const HEXADECIMAL = '0123456789abcdefABCDEF';

/** What a run of digits is, and where it ends: also where it is neither, up to what made it so. */
export interface ScannedNumber {
  readonly kind: 'number' | 'duration' | 'neither';
  readonly end: number;
}

/**
 * Finds the end of a number or a duration as Prometheus' lexer does; whether it has a value is asked later.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/lex.go (scanNumber, acceptRemainingDuration)
 */
export function scanNumber(text: string, start: number): ScannedNumber {
  const scanner = new Scanner(text, start);
  if (isNumber(scanner)) return { kind: 'number', end: scanner.position };
  return { kind: isRestOfDuration(scanner) ? 'duration' : 'neither', end: scanner.position };
}

class Scanner {
  constructor(private readonly text: string, public position: number) {}

  isAt(characters: string): boolean {
    return this.position < this.text.length && characters.includes(this.text[this.position]);
  }

  accept(characters: string): boolean {
    if (!this.isAt(characters)) return false;
    this.position++;
    return true;
  }

  acceptAll(characters: string): void {
    while (this.accept(characters));
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  get isBeforeWord(): boolean {
    return !this.isAtEnd && /[A-Za-z0-9_]/.test(this.text[this.position]);
  }
}

function isNumber(scanner: Scanner): boolean {
  const digits = scanner.accept('0') && scanner.accept('xX') ? HEXADECIMAL : DECIMAL;
  if (digits === HEXADECIMAL) scanner.accept('_');
  scanner.accept('.');
  scanner.accept(digits);
  let hasDot = false;
  let hasExponent = false;
  while (scanner.isAt(`${digits}._eE`)) {
    if (scanner.isAt('.') && hasDot) return scanner.accept('.') && false;
    if (scanner.isAt('eE') && hasExponent) return scanner.accept('eE') && false;
    if (scanner.accept('.')) {
      hasDot = true;
      if (scanner.accept('_.') || digits === HEXADECIMAL) return false;
    } else if (scanner.accept('eE')) {
      hasExponent = true;
      scanner.accept('+-');
      if (scanner.accept('._eE') || scanner.isAtEnd) return false;
    } else if (scanner.accept('_')) {
      if (scanner.accept('._eE') || scanner.isAtEnd) return false;
    } else {
      scanner.acceptAll(digits);
    }
  }
  return !scanner.isBeforeWord;
}

/** Units are looked at only so far; `1s1h` and `1hs` end a duration that has no value. */
function isRestOfDuration(scanner: Scanner): boolean {
  if (!scanner.accept('smhdwy')) return false;
  scanner.accept('s');
  while (scanner.accept(DECIMAL)) {
    scanner.acceptAll(DECIMAL);
    if (!scanner.accept('smhdw')) return false;
    scanner.accept('s');
  }
  return !scanner.isBeforeWord;
}
