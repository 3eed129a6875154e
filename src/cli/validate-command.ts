import { readAcceptances } from './configuration';
import { type Io } from './io';
import { checkTargets, failsOn, readCodes } from './option-values';
import { painterFor } from './painter';
import { Progress } from './progress';
import { readInputs } from './read-inputs';
import { readInterval } from './scenario-options';
import { type Format, type ValidateFlags } from './validate-flags';
import { leavesUnchecked } from '../manifest/problem';
import { jsonReport } from '../report/json-report';
import { junitReport } from '../report/junit-report';
import { type Report } from '../report/report';
import { sarifReport } from '../report/sarif-report';
import { type Paint, textReport } from '../report/text-report';
import { type LocatedFinding } from '../validation/finding';
import { ALL_RULES } from '../validation/registry';
import { RULE_FAILED } from '../validation/rule-failed';
import { validate } from '../validation/validate';

const REPORTS: Record<Format, (report: Report, paint: Paint) => string> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
};

/** What an object takes to be checked, in milliseconds; on an idle machine it is less. */
const EXPECTED = 0.5;

/** Checks manifests, writes the report and tells the exit code. */
export async function runValidate(io: Io, names: readonly string[], flags: ValidateFlags): Promise<number> {
  checkTargets(flags.target ?? []);
  const ignored = readCodes(flags.ignore ?? []);
  const acceptances = readAcceptances(io, flags.config);
  const inputs = await readInputs(io, names);
  const { complete, namespace } = flags;
  const scrapeInterval = flags.scrapeInterval === undefined ? undefined : readInterval(flags.scrapeInterval);
  const progress = new Progress(io);
  progress.announce(`check ${inputs.manifests.length} objects`, inputs.manifests.length * EXPECTED);
  const verdict = validate(inputs.manifests, { problems: inputs.problems, acceptances, complete, defaultNamespace: namespace, scrapeInterval });
  progress.end();
  const findings = verdict.findings.filter(({ code }) => !ignored.has(code));
  const { files, lineOf, manifests: { length: objects } } = inputs;
  const unchecked = inputs.problems.filter(leavesUnchecked).length;
  const report = { findings, accepted: verdict.accepted, rules: ALL_RULES, files, objects, unchecked, lineOf };
  io.stdout.write(REPORTS[flags.output](report, painterFor(io)));
  // Where something was not looked at, no findings mean nothing; ignoring it changes nothing about that.
  if (unchecked > 0 || verdict.findings.some(({ code }) => code === RULE_FAILED.code)) return 2;
  return findings.some(({ severity }: LocatedFinding) => failsOn(flags.failOn, severity)) ? 1 : 0;
}
