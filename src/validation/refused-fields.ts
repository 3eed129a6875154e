import { parseFieldPath } from './field-path';
import { type Violation } from './rule';
import { type Subject } from './subject';
import { type ErrorClass, type SchemaError } from '../schema/schema-error';

/** Fields that the API server would refuse, for certain reasons and in its own words. */
export function refusals(subject: Subject, classes: readonly ErrorClass[]): Violation[] {
  return subject.refusals.filter(({ error }) => classes.includes(error.class)).map(({ manifest, error }) => {
    const path = parseFieldPath(error.path, manifest.object);
    return { at: { manifest, path, part: error.class === 'unknown-field' ? 'key' : 'value' }, message: error.message, fix: fixOf(error) };
  });
}

const FIXES: Record<ErrorClass, string> = {
  'unknown-field': 'remove it, or look up what the field is called in this apiVersion',
  'type': 'write a value of the type that the field has',
  'required': 'add the field',
  'invalid': 'correct the value',
  'enum': 'use one of the values that are supported',
  'duplicate': 'leave one of them out',
  'forbidden': 'remove it',
  'too-long': 'shorten it',
  'too-many': 'leave some of them out',
  'not-found': 'add what is named there, or correct the name',
};

function fixOf({ class: reason, suggestion }: SchemaError): string {
  return suggestion === undefined ? FIXES[reason] : `write '${suggestion}', if that is what is meant`;
}
