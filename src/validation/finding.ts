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

  /** The object, as `Kind/namespace/name`, or `Kind/name` where the namespace is not known. */
  readonly resource: string;

  /** Where in the object, as `spec.strategy.canary.steps[2]`. */
  readonly path: string;

  /** What was found. */
  readonly message: string;

  /** What to do about it. */
  readonly fix: string;

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
