/** A rule of `x-kubernetes-validations`. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** A structural schema as `schemas/` has it, with its subschemas resolved. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: unknown[];

  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;

  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly listType?: string;
  readonly listMapKeys?: string[];

  readonly properties?: Map<string, Schema>;
  readonly additionalProperties?: Schema;
  readonly required?: string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly allOf?: Schema[];
  readonly anyOf?: Schema[];
  readonly oneOf?: Schema[];
  readonly not?: Schema;

  readonly intOrString?: boolean;
  readonly preserveUnknown?: boolean;
  readonly embedded?: boolean;
  readonly rules?: CelRule[];

  /** The Go type that the API server decodes a value of its own kinds into. */
  readonly go?: string;

  /** The properties that have a default. */
  readonly defaulted?: [string, Schema][];

  /** Whether a rule stands here or below. */
  readonly hasRules?: boolean;

  /** Whether a list type stands here or below. */
  readonly hasListTypes?: boolean;

  /** Whether a whole resource stands here or below. */
  readonly hasEmbedded?: boolean;
}

/** A kind that there is a schema for. */
export interface ResourceSchema {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;

  /** One of the API server's own kinds, which it decodes into Go types; a custom resource otherwise. */
  readonly builtIn: boolean;

  /** Whether the status is a subresource, which no create or update of the object itself touches. */
  readonly statusSubresource: boolean;

  /** Where the scale subresource reads the number of replicas, with a leading dot. */
  readonly replicasPath?: string;

  readonly schema: Schema;

  /** The metadata of every object. */
  readonly metadata: Schema;
}
