/** The forms that a report may have. */
export const FORMATS = ['text', 'json', 'sarif', 'junit'] as const;

/** From which weight on findings make the command fail. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;

export type Format = (typeof FORMATS)[number];
export type FailOn = (typeof FAIL_ON)[number];

/** The options of `validate` as the command line gives them. */
export interface ValidateFlags {
  readonly output: Format;
  readonly failOn: FailOn;
  readonly ignore?: readonly string[];
  readonly target?: readonly string[];
  readonly complete?: boolean;
  readonly namespace?: string;
  readonly scrapeInterval?: string;
  readonly config?: string;
}
