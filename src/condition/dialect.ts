/** A release of Argo Rollouts, by the expression language that it embeds. */
export type Profile = '1.9' | '1.10';

export const PROFILES: readonly Profile[] = ['1.9', '1.10'];

/**
 * Where the two versions of the language differ.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/go.mod
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.10.1/go.mod
 */
export interface Dialect {
  /** `if … { } else { }`, sequences with `;`, `::name`, backtick strings and `\u{…}`. */
  readonly hasSequences: boolean;
  /** `a < b < c` is `a < b && b < c`. */
  readonly chainsComparisons: boolean;
  /** The older one swallows a `not` that no operator follows. */
  readonly swallowsNot: boolean;
  /** More nodes than this are refused. @default - any number */
  readonly maxNodes?: number;
  /** Whether a string's length counts characters and not bytes. */
  readonly countsCharacters: boolean;
  /** The older one folds constants into nodes that have no type. */
  readonly keepsFoldedTypes: boolean;
  /** Arrays that a function returns are any arrays, whatever their elements are known to be. */
  readonly plainArrays: boolean;
  /** Whether arrays of different element types are compared element by element. */
  readonly comparesArrays: boolean;
  /** Whether `nil` is refused as an argument of a concrete type. */
  readonly refusesNilArguments: boolean;
  /** Whether `matches` and its like give false for `nil`. */
  readonly toleratesNilText: boolean;
}

/** expr 1.15.5, of Argo Rollouts 1.9. */
const V1_15: Dialect = {
  hasSequences: false,
  chainsComparisons: false,
  swallowsNot: true,
  countsCharacters: false,
  keepsFoldedTypes: false,
  plainArrays: false,
  comparesArrays: false,
  refusesNilArguments: false,
  toleratesNilText: false,
};

/** expr 1.17.7, of Argo Rollouts 1.10. */
const V1_17: Dialect = {
  hasSequences: true,
  chainsComparisons: true,
  swallowsNot: false,
  maxNodes: 10_000,
  countsCharacters: true,
  keepsFoldedTypes: true,
  plainArrays: true,
  comparesArrays: true,
  refusesNilArguments: true,
  toleratesNilText: true,
};

export function dialectOf(profile: Profile): Dialect {
  return profile === '1.9' ? V1_15 : V1_17;
}
