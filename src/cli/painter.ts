import { styleText } from 'node:util';
import { type Io } from './io';
import { type Paint } from '../report/text-report';

/** @see https://no-color.org */
export function painterFor({ stdout, environment }: Io): Paint {
  const isColored = stdout.isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return isColored ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
