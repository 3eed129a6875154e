import { ARTICLE, CLEAN, EVIDENCE, MIXED, reportOf } from './report-of';
import { junitReport } from '../../src/report/junit-report';

test('has a failure for an error, a passed test for what weighs less, and a skipped one for what is accepted', () => {
  expect(junitReport(reportOf(MIXED))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="smart-canary" tests="3" failures="1" errors="0" skipped="1">
  <testsuite name="validate" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="ConfigMap/shop" name="SC0097 unused-acceptance"><system-out>shop.yaml:11:1&#10;SC0603 is accepted, and no finding of ConfigMap/shop has that code&#10;fix: remove the acceptance</system-out></testcase>
    <testcase classname="Service/shop" name="SC0006 unknown-field spec.typ"><failure message="unknown field &quot;spec.typ&quot;">shop.yaml:9:3&#10;unknown field &quot;spec.typ&quot;&#10;fix: write 'type', if that is what is meant</failure></testcase>
    <testcase classname="Service/shop" name="SC0011 duplicate-value spec.ports[1].name"><skipped message="both are the same"/></testcase>
  </testsuite>
</testsuites>
`);
});

test('has one test that passes where nothing is found', () => {
  expect(junitReport(reportOf(CLEAN))).toContain('tests="1" failures="0" errors="0" skipped="0">\n    <testcase classname="smart-canary" name="validate"/>\n');
});

test('holds nothing that XML cannot', () => {
  const xml = junitReport(reportOf('apiVersion: v1\nkind: Service\nmetadata: {name: "<a>&\\u0001"}\nspec: {ports: [{port: 80}]}\n'));
  expect(xml).toContain('classname="Service/&lt;a&gt;&amp;\ufffd');
  // eslint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\x00-\x08]/);
});

test('has what the twin has seen between what it means and what to do', () => {
  expect(junitReport(reportOf(ARTICLE))).toContain(`a scrape every 15s)&#10;  ${EVIDENCE.join('&#10;  ')}&#10;fix: any one of these makes it fire`);
});
