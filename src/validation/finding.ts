/** How much a finding weighs: errors fail the synth, warnings and notes never do. */
export enum Severity {
  /** The bundle breaks its promise, or does not work. */
  ERROR = 'error',
  /** The bundle works under an assumption that somebody should check. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

/** Something that the library has to say about a bundle, as plain data. */
export interface Finding {
  /** The stable code, `SC` and four digits, as in the headings of docs/rules.md. */
  readonly code: string;

  /** The rule's name in kebab-case. */
  readonly rule: string;

  /** How much it weighs. */
  readonly severity: Severity;

  /** The object, as `Kind/namespace/name`, or `Kind/name` where the namespace is not known; empty for what is about a file. */
  readonly resource: string;

  /** Where in the object, as `spec.strategy.canary.steps[2]`. */
  readonly path: string;

  /** What was found. */
  readonly message: string;

  /** What to do about it. */
  readonly fix: string;

  /**
   * What the twin has seen, line by line: times since the release began, and what happened then.
   *
   * @default - it stands in the manifests
   */
  readonly evidence?: string[];

  /**
   * The file that holds the object.
   *
   * @default - not read from a file
   */
  readonly file?: string;

  /**
   * The line in that file, counted from 1.
   *
   * @default - not read from a file
   */
  readonly line?: number;
}

/** A finding in a file, with what to underline there. */
export interface LocatedFinding extends Finding {
  /** The column in the line, counted from 1. */
  readonly column?: number;

  /** How many characters of the line it is about. */
  readonly length?: number;
}

/** A finding that somebody has said is intended, and why. */
export interface AcceptedFinding {
  /** What was found. */
  readonly finding: Finding;

  /** Why it is intended. */
  readonly reason: string;
}

/** What there is to say about manifests. */
export interface Verdict {
  readonly findings: readonly LocatedFinding[];
  readonly accepted: readonly AcceptedFinding[];
}

/** What is known of a rule without running it. */
export interface RuleInfo {
  /** `SC` and four digits: never used again for anything else. */
  readonly code: string;
  /** In kebab-case, as the rule's file. */
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly title: string;
  /** Where upstream says or does so. */
  readonly sources: readonly string[];
}
