import { type RuleInfo } from './finding';
import { type Subject } from './subject';
import { type JsonPath } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { type Position } from '../manifest/source-text';

/** Where a rule is broken: in an object, or in a file of which no object could be read. */
export type Place = ObjectPlace | (Position & { readonly manifest?: undefined });

export interface ObjectPlace {
  readonly manifest: Manifest;
  readonly path: JsonPath;
  /** What to underline; the value where nothing is said. */
  readonly part?: 'key' | 'value';
}

/** One place that breaks a rule. */
export interface Violation {
  readonly at: Place;
  readonly message: string;
  readonly fix: string;
  /** What was seen, line by line. @default - it stands in the manifests */
  readonly evidence?: readonly string[];
}

/** Something that manifests are judged by. */
export interface Rule extends RuleInfo {
  check(subject: Subject): Violation[];
}
