import { CLEAN, MIXED, reportOf } from './report-of';
import { textReport } from '../../src/report/text-report';

const plain = (text: string) => textReport(reportOf(text), (_, part) => part);

test('shows each finding with its line and what is meant there', () => {
  expect(plain(MIXED)).toBe(`warning SC0097 unused-acceptance: SC0603 is accepted, and no finding of ConfigMap/shop has that code
  shop.yaml:11:1  ConfigMap/shop
  11 | # smart-canary-accept: SC0603 it is elsewhere
     | ^
  fix: remove the acceptance

error SC0006 unknown-field: unknown field "spec.typ"
  shop.yaml:9:3  Service/shop spec.typ
  9 |   typ: ClusterIP
    |   ^^^
  fix: write 'type', if that is what is meant

1 error, 1 warning, 1 accepted in 2 objects of 1 file
`);
});

test('says so where nothing is found', () => {
  expect(plain(CLEAN)).toBe('nothing found in 1 object of 1 file\n');
});

test('paints what weighs, the code, the place and the mark', () => {
  const painted = textReport(reportOf(MIXED), (style, part) => `<${style}>${part}</>`);
  expect(painted.split('\n').slice(0, 4)).toEqual([
    '<yellow>warning</> <bold>SC0097</> unused-acceptance: SC0603 is accepted, and no finding of ConfigMap/shop has that code',
    '  <dim>shop.yaml:11:1  ConfigMap/shop</>',
    '  11 | # smart-canary-accept: SC0603 it is elsewhere',
    '     | <yellow>^</>',
  ]);
});

test('shows what a terminal would obey, and does not send it', () => {
  const text = plain('apiVersion: v1\nkind: Service\nmetadata: {name: "a\\e[2Jb\\u202e"}\nspec: {ports: [{port: 80}]}\n');
  expect(text).toContain('Service/a\\u001b[2Jb\\u202e');
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\x1b\u202e]/);
});
