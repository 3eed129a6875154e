import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart } from 'cdk8s';
import { manifests, newCanary, newChart } from './canary';
import { MEASURING } from './vocabulary/measuring';
import { MESH } from './vocabulary/mesh';
import { NOT_EMITTED } from './vocabulary/not-emitted';
import { PODS } from './vocabulary/pods';
import { ROUTING } from './vocabulary/routing';
import { type Row, type Said } from './vocabulary/row';
import { SHARING } from './vocabulary/sharing';
import { STEP_MEASURING } from './vocabulary/step-measuring';
import { STEPS } from './vocabulary/steps';

/** Every word of the API, and where it is seen in what is written. A new word needs a row in one of these, or a reason in NOT_EMITTED. */
const ROWS: Row[] = [...PODS, ...STEPS, ...MESH, ...ROUTING, ...MEASURING, ...SHARING, ...STEP_MEASURING];

interface Member {
  readonly name: string;
}

interface Type extends Member {
  readonly properties?: Member[];
  readonly methods?: Member[];
  readonly members?: Member[];
}

const types: Type[] = Object.values(JSON.parse(readFileSync(join(__dirname, '..', '.jsii'), 'utf-8')).types);

/** Properties of structs, factories and members of enums. */
const WORDS = types.flatMap(({ name, properties = [], methods = [], members = [] }) => [...properties, ...methods, ...members].map((member) => `${name}.${member.name}`));

/** What is written at a place when this is said. */
function writtenAt(place: string, said: Said): unknown {
  const chart = newChart({ namespace: 'arch' });
  newCanary(typeof said === 'function' ? said(chart) : said, chart);
  const [, object, path] = /^(\S+) (.+)$/.exec(place)!;
  return fieldAt(objectOf(chart, object), path);
}

function objectOf(chart: Chart, object: string): unknown {
  const [kind, name] = object.split('/');
  const found = manifests(chart).filter((each) => each.kind === kind && (name === undefined || each.metadata.name === name));
  if (found.length > 1) throw new Error(`'${object}' must be one object, got ${found.length}; give its name: '${kind}/${found[0].metadata.name}'`);
  return found[0];
}

/** Goes down a path such as `spec.http[0].headers["a.b"]`. */
function fieldAt(object: unknown, path: string): unknown {
  const steps = [...path.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => quoted ?? index ?? plain);
  return steps.reduce((node: any, step) => node?.[step], object);
}

for (const [word, said, place, value, otherwise = {}] of ROWS) {
  test(`${word} is seen at ${place}, and makes the difference there`, () => {
    expect(writtenAt(place, said)).toEqual(value);
    expect(writtenAt(place, otherwise)).not.toEqual(value);
  });
}

describe('the table of words', () => {
  const listed = new Set(ROWS.map(([word]) => word));
  const excused = new Set(WORDS.filter((word) => word in NOT_EMITTED || word.split('.')[0] in NOT_EMITTED));

  test('has a row for every public word, or a reason why it has none', () => {
    expect(WORDS.filter((word) => !listed.has(word) && !excused.has(word))).toEqual([]);
  });

  test('has no word that is not public', () => {
    expect([...listed].filter((word) => !WORDS.includes(word))).toEqual([]);
  });

  test('gives no reason for what is seen, or is not public', () => {
    expect([...excused].filter((word) => listed.has(word))).toEqual([]);
    expect(Object.keys(NOT_EMITTED).filter((word) => !WORDS.includes(word) && !types.some(({ name }) => name === word))).toEqual([]);
  });
});
