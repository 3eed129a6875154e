import { UsageError } from './usage-error';
import { type ValidateFlags } from './validate-flags';
import { type Assumptions } from '../simulation/proof/assumptions';
import { ASSUMABLE } from '../validation/assumable';

const OPTIONS = [['rps', '--rps', 'requestsPerSecond'], ['podStartup', '--pod-startup', 'podStartup'], ['scrapeInterval', '--scrape-interval', 'scrapeInterval'], ['protocol', '--protocol', 'protocol']] as const;

/** What the command line says of the world that releases are proven for. */
export function assumedIn(flags: ValidateFlags): Partial<Assumptions> {
  return Object.fromEntries(OPTIONS.flatMap(([flag, option, field]) => {
    const text = flags[flag];
    return text === undefined ? [] : [[field, valueOf(option, field, text)]];
  }));
}

function valueOf(option: string, field: keyof Assumptions, text: string): Assumptions[keyof Assumptions] {
  const { read, meant } = ASSUMABLE[field];
  const value = read(text);
  if (value === undefined) throw new UsageError(`'${option}' must be ${meant}, got '${text}'`);
  return value;
}
