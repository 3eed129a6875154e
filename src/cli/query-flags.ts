/** The servers whose semantics a query may have. */
export const SERVERS = ['2', '3'] as const;

/** The options of `query` as the command line gives them. */
export interface QueryFlags {
  readonly series: string;
  readonly at?: string;
  readonly start?: string;
  readonly end?: string;
  readonly step?: string;
  readonly interval: string;
  readonly prometheus: (typeof SERVERS)[number];
}
