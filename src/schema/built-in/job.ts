import { hasMoreBytes } from '../byte-length';
import { invalid, notSupported, required, tooLong } from '../field-error';
import { type JsonObject } from '../json-value';
import { dnsLabelProblems, domainPathProblems, labelKeyProblems, labelValueProblems } from '../names';
import { checkLabels } from '../object-meta';
import { cronProblems } from './cron';
import { type Check, type GoStruct } from './go-struct';
import { isUsableSelector, selects } from './label-selector';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/batch/validation/validation.go
 */

/** The controller adds eleven characters, and a job's name may have 63. */
const LONGEST_CRON_JOB = 52;
const LONGEST_CONTROLLER = 63;
const MOST_INDEXED = 100_000;
const MOST_SUCCESS_RULES = 20;

/** `validateJobSpec` */
export const checkJobSpec: Check = (spec) => {
  spec.nonNegative('parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes');
  if (spec.has('managedBy')) checkManagedBy(spec);
  if (spec.text('completionMode') === 'Indexed') checkIndexed(spec);
  if (['', 'NonIndexed'].includes(spec.text('completionMode'))) {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
      if (spec.has(field)) spec.refuse(field, 'requires indexed completion mode');
    }
  }
  if (spec.has('successPolicy')) checkSuccessPolicy(spec);
  if (spec.has('maxFailedIndexes') && !spec.has('backoffLimitPerIndex')) spec.require('backoffLimitPerIndex', 'when maxFailedIndexes is specified');
  if (spec.has('podFailurePolicy') && spec.text('podReplacementPolicy') === 'TerminatingOrFailed') spec.support('podReplacementPolicy', ['Failed']);
  checkRestartPolicy(spec);
  const containers = ['containers', 'initContainers'].flatMap((field) => spec.child('template').child('spec').children(field));
  const names = containers.map((container) => container.text('name'));
  for (const rule of spec.child('podFailurePolicy').children('rules')) checkFailureRule(rule, spec, names);
};

/** `ValidateJob`: the name becomes a label of the pods, and the host name of each where they are numbered. */
export const checkJob: Check = (job) => {
  const name = job.child('metadata').text('name');
  const spec = job.child('spec');
  // A job without labels has those of its pods.
  if (!job.child('metadata').has('labels')) checkLabels(spec.child('template').child('metadata').value('labels'), 'metadata.labels', job.errors);
  for (const problem of labelValueProblems(name)) job.errors.push(invalid(spec.child('template').at('labels'), name, problem));
  if (spec.value('manualSelector') === true) checkManualSelector(spec);
  const completions = completionsOf(spec) ?? 0;
  if (spec.text('completionMode') !== 'Indexed' || completions <= 0) return;
  if (dnsLabelProblems(`${name}-${completions - 1}`).length) {
    job.errors.push(invalid('metadata.name', name, `will not able to create pod with invalid DNS label: ${name}-${completions - 1}`));
  }
};

/** Without either number both are 1, but not in a template, where nothing is filled in. */
function completionsOf(spec: GoStruct): number | undefined {
  return spec.number('completions') ?? (spec.has('parallelism') || spec.path !== 'spec' ? undefined : 1);
}

function checkIndexed(spec: GoStruct): void {
  const completions = completionsOf(spec);
  const failed = spec.number('maxFailedIndexes');
  if (completions === undefined) spec.require('completions', 'when completion mode is Indexed');
  if ((spec.number('parallelism') ?? 1) > MOST_INDEXED) spec.refuse('parallelism', `must be less than or equal to ${MOST_INDEXED} when completion mode is Indexed`);
  if (failed === undefined) return;
  if (completions !== undefined && failed > completions) spec.refuse('maxFailedIndexes', 'must be less than or equal to completions');
  if (failed > MOST_INDEXED) spec.refuse('maxFailedIndexes', `must be less than or equal to ${MOST_INDEXED}`);
}

function checkManagedBy(spec: GoStruct): void {
  if (spec.text('managedBy') === '') spec.require('managedBy');
  else spec.name('managedBy', domainPathProblems);
  if (hasMoreBytes(spec.text('managedBy'), LONGEST_CONTROLLER)) spec.errors.push(tooLong(spec.at('managedBy'), LONGEST_CONTROLLER));
}

/** `validateSuccessPolicy`; which indexes there are is not looked at. */
function checkSuccessPolicy(spec: GoStruct): void {
  if (spec.text('completionMode') !== 'Indexed') {
    spec.refuse('successPolicy', 'requires indexed completion mode');
    return;
  }
  const policy = spec.child('successPolicy');
  const rules = policy.children('rules');
  const completions = completionsOf(spec) ?? Infinity;
  if (rules.length === 0) policy.require('rules', 'at least one rules must be specified when the successPolicy is specified');
  policy.exceed('rules', rules.length, MOST_SUCCESS_RULES);
  for (const rule of rules) {
    if (!rule.has('succeededCount') && !rule.has('succeededIndexes')) rule.errors.push(required(rule.path, 'at least one of succeededCount or succeededIndexes must be specified'));
    rule.nonNegative('succeededCount');
    if ((rule.number('succeededCount') ?? 0) > completions) rule.refuse('succeededCount', `must be less than or equal to ${completions} (the number of specified completions)`);
  }
}

function checkManualSelector(spec: GoStruct): void {
  const selector = spec.child('selector');
  if (!spec.has('selector')) spec.require('selector');
  if (!isUsableSelector(selector)) return;
  const metadata = spec.child('template').child('metadata');
  const labels = (metadata.value('labels') ?? null) as JsonObject | null;
  if (spec.has('selector') && selects(selector, labels ?? {})) return;
  metadata.errors.push(invalid(metadata.at('labels'), labels, '`selector` does not match template `labels`'));
}

/** `ValidateCronJobCreate` */
export const checkCronJob: Check = (cronJob) => {
  const metadata = cronJob.child('metadata');
  if (metadata.text('name').length > LONGEST_CRON_JOB) metadata.refuse('name', `must be no more than ${LONGEST_CRON_JOB} characters`);
};

/** `validateCronJobSpec` */
export const checkCronJobSpec: Check = (spec) => {
  const schedule = spec.text('schedule');
  if (schedule) {
    for (const problem of cronProblems(schedule)) spec.refuse('schedule', problem);
    if (schedule.includes('TZ')) spec.refuse('schedule', 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead');
  }
  spec.nonNegative('startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit');
  if (spec.has('timeZone')) checkTimeZone(spec);
  const job = spec.child('jobTemplate').child('spec');
  if (job.has('selector')) job.refuse('selector', '`selector` will be auto-generated');
  job.skip('selector');
  if (job.value('manualSelector') === true) job.errors.push(notSupported(job.at('manualSelector'), true, ['nil', 'false']));
};

function checkRestartPolicy(spec: GoStruct): void {
  const pod = spec.child('template').child('spec');
  const policy = pod.text('restartPolicy') || 'Always';
  if (policy === 'Always') pod.require('restartPolicy', 'valid values: "OnFailure", "Never"');
  else if (policy !== 'OnFailure' && policy !== 'Never') pod.errors.push(notSupported(pod.at('restartPolicy'), policy, ['OnFailure', 'Never']));
  else if (spec.has('podFailurePolicy') && policy !== 'Never') pod.refuse('restartPolicy', 'only "Never" is supported when podFailurePolicy is specified');
}

/** `validatePodFailurePolicyRule` */
function checkFailureRule(rule: GoStruct, spec: GoStruct, containers: string[]): void {
  if (rule.text('action') === 'FailIndex' && !spec.has('backoffLimitPerIndex')) rule.refuse('action', 'requires the backoffLimitPerIndex to be set');
  const conditions = rule.children('onPodConditions');
  if (rule.has('onExitCodes')) checkExitCodes(rule.child('onExitCodes'), containers);
  for (const condition of conditions) {
    condition.name('type', labelKeyProblems);
    if (condition.text('status')) condition.support('status', ['False', 'True', 'Unknown']);
  }
  if (rule.has('onExitCodes') && conditions.length) rule.refuseWhole('specifying both OnExitCodes and OnPodConditions is not supported');
  if (!rule.has('onExitCodes') && !conditions.length) rule.refuseWhole('specifying one of OnExitCodes and OnPodConditions is required');
}

function checkExitCodes(requirement: GoStruct, containers: string[]): void {
  if (requirement.has('containerName') && !containers.includes(requirement.text('containerName'))) {
    requirement.refuse('containerName', 'must be one of the container or initContainer names in the pod template');
  }
  const codes = requirement.values('values') as number[];
  if (codes.length === 0) requirement.refuse('values', 'at least one value is required');
  requirement.exceed('values', codes.length, 255);
  const seen = new Set<number>();
  for (const [index, code] of codes.entries()) {
    if (requirement.text('operator') === 'In' && code === 0) requirement.refuseItem('values', index, code, 'must not be 0 for the In operator');
    if (seen.has(code)) requirement.repeat(`values[${index}]`, code);
    seen.add(code);
  }
  if (codes.some((code, index) => index > 0 && codes[index - 1] > code)) requirement.refuse('values', 'must be ordered');
}

function checkTimeZone(spec: GoStruct): void {
  const zone = spec.text('timeZone');
  if (zone === '') spec.refuse('timeZone', 'timeZone must be nil or non-empty string');
  else if (zone.toLowerCase() === 'local') spec.refuse('timeZone', 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones');
  else if (!isTimeZone(zone)) spec.refuse('timeZone', `unknown time zone ${zone}`);
}

function isTimeZone(zone: string): boolean {
  try {
    // Go knows no offsets, and its names are those of files.
    return !/^[+-]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
