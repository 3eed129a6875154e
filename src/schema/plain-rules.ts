import { isObject, own } from './json-value';

/** Whether a value is certain to meet a rule; where it is not, CEL's own engine has to say. */
type Test = (self: unknown) => boolean;

/** A duration of one unit, from a millisecond to what Go can hold. */
const SOME_TIME = /^[1-9]\d{0,5}(ms|s|m|h)$/;

/** How most rules of the pinned CRDs are written, and what is enough to meet them. */
const FORMS: readonly (readonly [RegExp, (...parts: string[]) => Test])[] = [
  [/^((?:(?:^| \+ )\(has\(self\.\w+\) \? 1 : 0\))+) <= (\d+)$/, (sum, most) => {
    const fields = [...sum.matchAll(/self\.(\w+)/g)].map(([, field]) => field);
    return (self) => isObject(self) && fields.filter((field) => own(self, field) !== undefined).length <= Number(most);
  }],
  [/^\(\(has\(self\.(\w+)\) \? self\.\1 : ""\) == "(\w+)"\) \? (?:!has\(self\.\w+\)|\([^()]*\)) : true$/, (field, word) => {
    return (self) => isObject(self) && (typeof own(self, field) === 'string' ? own(self, field) !== word : own(self, field) === undefined);
  }],
  [/^!self\.contains\("(.)"\)$/, (sign) => (self) => typeof self === 'string' && !self.includes(sign)],
  [/^self\.all\(key, !key\.contains\("(.)"\)\)$/, (sign) => (self) => isObject(self) && Object.keys(self).every((key) => !key.includes(sign))],
  [/^self\.all\(key, key\.size\(\) != 0\)$/, () => (self) => isObject(self) && !Object.hasOwn(self, '')],
  [/^duration\(self\) >= duration\('1ms'\)$/, () => (self) => typeof self === 'string' && SOME_TIME.test(self)],
  [/^(\d+) < self && self <= (\d+)$/, (least, most) => (self) => Number.isInteger(self) && Number(least) < Number(self) && Number(self) <= Number(most)],
];

const tests = new Map<string, Test | undefined>();

/** Whether a rule is sure to hold: the engine takes longer to load than all else that most bundles need. */
export function surelyHolds(rule: string, self: unknown): boolean {
  if (!tests.has(rule)) tests.set(rule, testFor(rule));
  return tests.get(rule)?.(self) ?? false;
}

function testFor(rule: string): Test | undefined {
  for (const [form, make] of FORMS) {
    const match = form.exec(rule);
    if (match) return make(...match.slice(1));
  }
  return undefined;
}
