/** The forms that a timeline may have. */
export const TIMELINE_FORMATS = ['text', 'json', 'tree', 'mermaid'] as const;

export type TimelineFormat = (typeof TIMELINE_FORMATS)[number];

/** How a release may be expected to end. */
export const EXPECTATIONS = ['aborted', 'promoted'] as const;

export type Expectation = (typeof EXPECTATIONS)[number];

/** The options of `simulate` as the command line gives them. */
export interface SimulateFlags {
  readonly output: TimelineFormat;
  readonly measure?: readonly string[];
  readonly act?: readonly string[];
  readonly promoteAfter?: string;
  readonly podStartup?: string;
  readonly at?: string;
  readonly limit?: string;
  readonly first?: boolean;
  readonly target?: readonly string[];
  readonly namespace?: string;
  readonly scenario?: string;
  readonly rps?: string;
  readonly errorRate?: string;
  readonly stableErrorRate?: string;
  readonly from?: string;
  readonly scrapeInterval?: string;
  readonly seed?: string;
  readonly atWeight?: string;
  readonly crashAfter?: string;
  readonly failing?: string;
  readonly expect?: Expectation;
  readonly matrix?: boolean;
  readonly scenarioFile?: string;
  readonly runs?: string;
}
