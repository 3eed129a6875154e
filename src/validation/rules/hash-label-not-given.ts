import { ISTIO_TELEMETRY } from '../../manifest/kinds';
import { CANARY_POD_HASH } from '../argument-values';
import { Severity } from '../finding';
import { type HashTag, hashTagsIn } from '../hash-tags';
import { type MeasuredMetric } from '../measured-metrics';
import { requestSelectors } from '../request-selectors';
import { type Rule } from '../rule';
import { type Subject } from '../subject';

export const hashLabelNotGiven: Rule = {
  code: 'SC0425',
  name: 'hash-label-not-given',
  severity: Severity.WARNING,
  title: 'a query by a label for the hash that the Telemetry at hand does not give to the pods',
  sources: ['https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides'],
  check: (subject) => subject.metrics.flatMap((metric) => {
    const missed = missedTag(metric, subject);
    return missed ? [{
      at: { manifest: metric.template, path: metric.query!.path },
      message: `the query of metric '${metric.name}' asks for the canary's hash as '${missed.asked}', and Telemetry '${missed.tag.telemetry.name}' ${reasonOf(missed)}: unless the scrape gives them that label, the query reads nothing`,
      fix: 'one name for the label in both, in a Telemetry that selects the pods, without a match or with mode SERVER, and the pods\' rollouts-pod-template-hash as its value',
    }] : [];
  }),
};

/** A label that a query asks for, and a tag that seems meant. */
interface MissedTag {
  readonly asked: string;
  readonly tag: HashTag;
  readonly reaches: boolean;
}

function reasonOf({ asked, tag: { label, isHash }, reaches }: MissedTag): string {
  if (!reaches) return 'does not give it to what these pods report';
  if (label !== asked) return `calls it '${label}'`;
  return isHash ? 'does not give it to that metric where these pods report it' : 'gives it another value than the pods\' rollouts-pod-template-hash';
}

/** Undefined where the label is given, or nobody seems to have meant to: then Prometheus may add it when it scrapes. */
function missedTag({ query, release }: MeasuredMetric, { bundle }: Subject): MissedTag | undefined {
  const { namespace, telemetries, workload } = release;
  if (!query?.expression || !workload.labels) return undefined;
  const tags = bundle.ofKind(ISTIO_TELEMETRY, 'Telemetry').flatMap(hashTagsIn);
  const reaches = ({ telemetry }: HashTag) => telemetries.includes(telemetry);
  const mayReach = (tag: HashTag) => reaches(tag) || bundle.namespaceOf(tag.telemetry) !== namespace;
  for (const { selector, metric = '' } of requestSelectors(query.expression)) {
    const asked = selector.matchers.find(({ operator, value }) => operator === '=' && value === CANARY_POD_HASH)?.label.replace(/^exported_/, '');
    if (asked === undefined || tags.some((tag) => tag.label === asked && tag.isHash && tag.isReportedFor(metric) && mayReach(tag))) continue;
    const tag = tags.find(({ label }) => label === asked) ?? tags.find((each) => each.isHash && reaches(each));
    if (tag) return { asked, tag, reaches: reaches(tag) };
  }
  return undefined;
}
