import { INVALID_ACCEPTANCE, UNUSED_ACCEPTANCE } from './accept';
import { type RuleInfo } from './finding';
import { type Rule } from './rule';
import { RULE_FAILED } from './rule-failed';
import { abortWaitsForPods } from './rules/abort-waits-for-pods';
import { abortsWithoutPrometheus } from './rules/aborts-without-prometheus';
import { abortsWithoutTraffic } from './rules/aborts-without-traffic';
import { argumentConflict } from './rules/argument-conflict';
import { argumentNotDeclared } from './rules/argument-not-declared';
import { argumentNotGiven } from './rules/argument-not-given';
import { argumentNotRead } from './rules/argument-not-read';
import { bucketSpelling } from './rules/bucket-spelling';
import { conditionMissing } from './rules/condition-missing';
import { conditionNeverDecides } from './rules/condition-never-decides';
import { conditionNeverFails } from './rules/condition-never-fails';
import { conditionNeverSucceeds } from './rules/condition-never-succeeds';
import { conditionSyntax } from './rules/condition-syntax';
import { conditionType } from './rules/condition-type';
import { conditionUnsafeOnNoData } from './rules/condition-unsafe-on-no-data';
import { duplicateKey } from './rules/duplicate-key';
import { duplicateMetric } from './rules/duplicate-metric';
import { duplicateObject } from './rules/duplicate-object';
import { duplicateValue } from './rules/duplicate-value';
import { forbiddenField } from './rules/forbidden-field';
import { grpcErrorsInvisible } from './rules/grpc-errors-invisible';
import { guardCannotFire } from './rules/guard-cannot-fire';
import { guardNeedsPatience } from './rules/guard-needs-patience';
import { hashLabelNotGiven } from './rules/hash-label-not-given';
import { healthyCanaryAborted } from './rules/healthy-canary-aborted';
import { ignoredText } from './rules/ignored-text';
import { invalidSyntax } from './rules/invalid-syntax';
import { invalidValue } from './rules/invalid-value';
import { labelUnknownToIstio } from './rules/label-unknown-to-istio';
import { labelWithoutVersion } from './rules/label-without-version';
import { lastTwoSamples } from './rules/last-two-samples';
import { latencyOffBucketEdge } from './rules/latency-off-bucket-edge';
import { metricUnknownToIstio } from './rules/metric-unknown-to-istio';
import { mirroredRequestsCounted } from './rules/mirrored-requests-counted';
import { missingField } from './rules/missing-field';
import { missingObject } from './rules/missing-object';
import { misspeltKind } from './rules/misspelt-kind';
import { noAnalysis } from './rules/no-analysis';
import { noObject } from './rules/no-object';
import { noSuchBucket } from './rules/no-such-bucket';
import { notProven } from './rules/not-proven';
import { nothingToWeight } from './rules/nothing-to-weight';
import { promotedWhileInconclusive } from './rules/promoted-while-inconclusive';
import { promotedWithoutEvidence } from './rules/promoted-without-evidence';
import { quantileWithoutEdges } from './rules/quantile-without-edges';
import { queryNotCanaryScoped } from './rules/query-not-canary-scoped';
import { queryRefused } from './rules/query-refused';
import { reporterNotPinned } from './rules/reporter-not-pinned';
import { requestsBetweenWindows } from './rules/requests-between-windows';
import { routeAmbiguous } from './rules/route-ambiguous';
import { routeLacksVersion } from './rules/route-lacks-version';
import { routeNotFound } from './rules/route-not-found';
import { serviceOfAnotherRollout } from './rules/service-of-another-rollout';
import { serviceSelectsOthers } from './rules/service-selects-others';
import { severalSeriesBehindOne } from './rules/several-series';
import { shareOfNothing } from './rules/share-of-nothing';
import { stageNotGuarded } from './rules/stage-not-guarded';
import { stuckCanary } from './rules/stuck-canary';
import { subsetMissing } from './rules/subset-missing';
import { templateCycle } from './rules/template-cycle';
import { timeToAbort } from './rules/time-to-abort';
import { unansweredCountedGood } from './rules/unanswered-counted-good';
import { unknownField } from './rules/unknown-field';
import { unknownKind } from './rules/unknown-kind';
import { unknownName } from './rules/unknown-name';
import { unreadableFile } from './rules/unreadable-file';
import { unsupportedValue } from './rules/unsupported-value';
import { valueUnknownToIstio } from './rules/value-unknown-to-istio';
import { weightSpike } from './rules/weight-spike';
import { windowBelowFourScrapes } from './rules/window-below-four-scrapes';
import { windowBelowScrape } from './rules/window-below-scrape';
import { windowOutlastsStage } from './rules/window-outlasts-stage';
import { workloadRefused } from './rules/workload-refused';
import { wrongType } from './rules/wrong-type';

/** Every rule, by code. */
export const RULES: readonly Rule[] = [
  unreadableFile,
  invalidSyntax,
  duplicateKey,
  ignoredText,
  noObject,
  unknownField,
  wrongType,
  missingField,
  unsupportedValue,
  invalidValue,
  duplicateValue,
  forbiddenField,
  unknownName,
  duplicateObject,
  unknownKind,
  misspeltKind,
  routeNotFound,
  routeAmbiguous,
  nothingToWeight,
  routeLacksVersion,
  argumentNotGiven,
  argumentNotDeclared,
  argumentNotRead,
  argumentConflict,
  duplicateMetric,
  queryNotCanaryScoped,
  grpcErrorsInvisible,
  latencyOffBucketEdge,
  queryRefused,
  reporterNotPinned,
  lastTwoSamples,
  shareOfNothing,
  quantileWithoutEdges,
  windowBelowScrape,
  windowBelowFourScrapes,
  requestsBetweenWindows,
  severalSeriesBehindOne,
  unansweredCountedGood,
  mirroredRequestsCounted,
  metricUnknownToIstio,
  labelUnknownToIstio,
  valueUnknownToIstio,
  labelWithoutVersion,
  noSuchBucket,
  bucketSpelling,
  windowOutlastsStage,
  hashLabelNotGiven,
  conditionUnsafeOnNoData,
  conditionMissing,
  conditionSyntax,
  conditionType,
  conditionNeverFails,
  conditionNeverSucceeds,
  conditionNeverDecides,
  missingObject,
  subsetMissing,
  workloadRefused,
  templateCycle,
  serviceSelectsOthers,
  serviceOfAnotherRollout,
  guardCannotFire,
  stageNotGuarded,
  healthyCanaryAborted,
  promotedWithoutEvidence,
  noAnalysis,
  guardNeedsPatience,
  timeToAbort,
  abortsWithoutTraffic,
  abortsWithoutPrometheus,
  promotedWhileInconclusive,
  weightSpike,
  abortWaitsForPods,
  stuckCanary,
  notProven,
];

/** Everything that manifests may be told, also by the engine itself. */
export const ALL_RULES: readonly RuleInfo[] = [...RULES, UNUSED_ACCEPTANCE, INVALID_ACCEPTANCE, RULE_FAILED];
