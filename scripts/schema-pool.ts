/** A schema whose subschemas are numbers: their places in the pool. */
export interface PooledSchema {
  [keyword: string]: unknown;
}

/**
 * Keeps each different schema once.
 *
 * Pod templates are nine tenths of what is written, and the same in every kind; so are string, integer and selector.
 */
export class SchemaPool {
  readonly schemas: PooledSchema[] = [];
  private readonly places = new Map<string, number>();

  /** The place of a schema whose subschemas are in the pool already. */
  public add(schema: PooledSchema): number {
    const key = JSON.stringify(schema);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.schemas.length);
    return this.schemas.push(schema) - 1;
  }
}
