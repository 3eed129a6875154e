/** What kind of thing is wrong; all but the first are causes that the API server reports. */
export type ErrorClass =
  | 'unknown-field' | 'type' | 'required' | 'invalid' | 'enum' | 'duplicate' | 'forbidden' | 'too-long' | 'too-many' | 'not-found';

/**
 * Where the API server notices: it answers with the errors of the first stage that has any.
 *
 * `decode` and `strict` are answered with status 400 and a message alone, `validation` with 422 and a list of causes.
 */
export type Stage = 'decode' | 'strict' | 'validation';

/** Something that the API server would refuse, as data. */
export interface SchemaError {
  /** The field in the API server's notation, such as `spec.strategy.canary.steps[0].setWeight`. */
  readonly path: string;

  readonly class: ErrorClass;
  readonly stage: Stage;

  /** In the API server's words: for `validation`, the message of the cause. */
  readonly message: string;

  /** The value that was found, as JSON and shortened. */
  readonly got?: string;

  /** What may stand there, where that is a list. */
  readonly allowed?: string[];

  /** The known field or value that is spelt nearly so. */
  readonly suggestion?: string;
}

/**
 * The reason of a cause in the API server's answer.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go
 */
export const REASONS: Record<Exclude<ErrorClass, 'unknown-field'>, string> = {
  'type': 'FieldValueTypeInvalid',
  'required': 'FieldValueRequired',
  'invalid': 'FieldValueInvalid',
  'enum': 'FieldValueNotSupported',
  'duplicate': 'FieldValueDuplicate',
  'forbidden': 'FieldValueForbidden',
  'too-long': 'FieldValueTooLong',
  'too-many': 'FieldValueTooMany',
  'not-found': 'FieldValueNotFound',
};
