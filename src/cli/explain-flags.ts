/** The options of `explain` as the command line gives them. */
export interface ExplainFlags {
  readonly output: (typeof EXPLAIN_FORMATS)[number];
  readonly argo: '1.9' | '1.10';
  readonly namespace?: string;
}

export const EXPLAIN_FORMATS = ['text', 'json'] as const;
