import { ARTICLE, CLEAN, MIXED, reportOf } from './report-of';
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

test('shows what the twin has seen, in lines that fit a terminal', () => {
  expect(plain(ARTICLE)).toContain(`
error SC0701 guard-cannot-fire: metric 'success-rate' does not stop a canary that fails every
  request: it is promoted after 1m48s, with 1654 failed requests; until then it was measured once
  and was never bad, and it takes 4 failed ones, or 5 errors in a row (assumed: 50 requests a
  second, pods that are ready after 20s, a scrape every 15s)
  shop.yaml:88:7  Rollout/rpc-server spec.strategy.canary.analysis
  88 |       analysis:
     |       ^^^^^^^^
    26s  weight 20 %
    26s  success-rate: Successful [1]
    53s  weight 50 %
    1m48s  weight 100 %
    1m48s  promoted
  fix: any one of these makes it fire: interval: 20s, or a pause of 19m after the last step
`);
});
