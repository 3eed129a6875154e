import { duplicate, forbidden, invalid, invalidOmitted, notFound, notSupported, required, tooMany } from '../field-error';
import { isObject, type JsonObject, own } from '../json-value';
import { type NameCheck } from '../names';
import { type SchemaError } from '../schema-error';

/** A decoded object with its place, for checks that read like those of the API server. */
export class GoStruct {
  constructor(
    public readonly fields: JsonObject,
    public readonly path: string,
    public readonly errors: SchemaError[],
    public readonly skipped = new Set<string>(),
  ) {}

  public at(field: string): string {
    return this.path ? `${this.path}.${field}` : field;
  }

  public has(field: string): boolean {
    return own(this.fields, field) !== undefined;
  }

  public value(field: string): unknown {
    return own(this.fields, field);
  }

  /** A text, which Go has empty where it is left out. */
  public text(field: string): string {
    return (this.value(field) ?? '') as string;
  }

  public number(field: string): number | undefined {
    return this.value(field) as number | undefined;
  }

  public values(field: string): unknown[] {
    return (this.value(field) ?? []) as unknown[];
  }

  public map(field: string): [string, unknown][] {
    return Object.entries((this.value(field) ?? {}) as JsonObject);
  }

  /** An object inside of this one, empty where it is left out. */
  public child(field: string): GoStruct {
    return new GoStruct((this.value(field) ?? {}) as JsonObject, this.at(field), this.errors, this.skipped);
  }

  public children(field: string): GoStruct[] {
    return this.values(field).map((item, index) => new GoStruct(isObject(item) ? item : {}, `${this.at(field)}[${index}]`, this.errors, this.skipped));
  }

  /** Leaves fields alone that the API server does not look at any more. */
  public skip(...fields: string[]): void {
    for (const field of fields) this.skipped.add(this.at(field));
  }

  public require(field: string, detail = ''): void {
    this.errors.push(required(this.at(field), detail));
  }

  public refuse(field: string, detail: string): void {
    this.errors.push(invalid(this.at(field), this.value(field) ?? '', detail));
  }

  public refuseItem(field: string, key: number | string, value: unknown, detail: string): void {
    this.errors.push(invalid(`${this.at(field)}[${key}]`, value, detail));
  }

  public refuseWhole(detail: string): void {
    this.errors.push(invalidOmitted(this.path, detail));
  }

  public forbid(field: string, detail: string): void {
    this.errors.push(forbidden(this.at(field), detail));
  }

  public repeat(field: string, value: unknown): void {
    this.errors.push(duplicate(this.at(field), value));
  }

  public miss(field: string, value: unknown): void {
    this.errors.push(notFound(this.at(field), value));
  }

  public exceed(field: string, actual: number, max: number): void {
    if (actual > max) this.errors.push(tooMany(this.at(field), actual, max));
  }

  public support(field: string, allowed: string[]): void {
    if (!allowed.includes(this.text(field))) this.errors.push(notSupported(this.at(field), this.text(field), allowed));
  }

  public name(field: string, check: NameCheck): void {
    for (const problem of check(this.text(field))) this.refuse(field, problem);
  }

  public names(field: string, check: NameCheck): void {
    for (const [index, name] of this.values(field).entries()) {
      for (const problem of check(name as string)) this.refuseItem(field, index, name, problem);
    }
  }

  /** Numbers that may be left out, and may not be below 0. */
  public nonNegative(...fields: string[]): void {
    for (const field of fields) {
      if ((this.number(field) ?? 0) < 0) this.refuse(field, 'must be greater than or equal to 0');
    }
  }

  public range(field: string, min: number, max: number, detail = `must be between ${min} and ${max}, inclusive`): void {
    const value = this.number(field) ?? 0;
    if (value < min || value > max) this.errors.push(invalid(this.at(field), value, detail));
  }
}

/** What the API server checks of a Go type beyond its fields' types. */
export type Check = (struct: GoStruct) => void;
