import { type RuleInfo, Severity, type Verdict } from '../validation/finding';

/** What a report is made of. */
export interface Report extends Verdict {
  /** What is known of the rules, for reports that explain them. */
  readonly rules: readonly RuleInfo[];
  /** How many files and objects were looked at. */
  readonly files: number;
  readonly objects: number;
  /** How many files, or documents in them, could not be read. */
  readonly unchecked: number;
  /** The text of a line of a file, empty where there is none. */
  readonly lineOf: (file: string, line: number) => string;
}

/** How many findings there are, by weight. */
export interface Summary {
  readonly files: number;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly accepted: number;
  readonly unchecked: number;
}

export function summaryOf({ files, objects, unchecked, findings, accepted }: Report): Summary {
  const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
  const counts = { errors: count(Severity.ERROR), warnings: count(Severity.WARNING), infos: count(Severity.INFO) };
  return { files, objects, ...counts, accepted: accepted.length, unchecked };
}
