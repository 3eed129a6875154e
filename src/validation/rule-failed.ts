import { type RuleInfo, Severity } from './finding';

/** A rule that could not finish: what it would have found is not known. */
export const RULE_FAILED: RuleInfo = {
  code: 'SC0099',
  name: 'rule-failed',
  severity: Severity.ERROR,
  title: 'a rule could not finish',
  sources: [],
};
