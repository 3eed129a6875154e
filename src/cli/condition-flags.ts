/** The options of `condition` as the command line gives them. */
export interface ConditionFlags {
  readonly failure?: string;
  readonly result: string;
  readonly shape?: 'scalar' | 'vector' | 'matrix';
  readonly argo: '1.9' | '1.10';
}

export const RESULT_SHAPES = ['scalar', 'vector', 'matrix'] as const;

/** Releases whose expression languages are known. */
export const ARGO_RELEASES = ['1.9', '1.10'] as const;
