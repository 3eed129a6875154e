import { Duration } from 'cdk8s';
import { type Row } from './row';
import {
  AnalysisArg, type ExperimentAnalysis, ExperimentTemplate, type ExperimentTemplateOptions, type MeasurementOptions, Prometheus, Protocol,
  SharedAnalysis, type SmartCanaryProps, Step, type StepAnalysisOptions, type StepExperimentOptions, Threshold,
} from '../../src';

const STEP = 'Rollout spec.strategy.canary.steps[1]';
const BAKE = 'AnalysisTemplate/shop-bake spec';
const TRIAL = 'AnalysisTemplate/shop-trial spec';
const CANDIDATE = `${STEP}.experiment.templates[0]`;

const RATE = Threshold.successRate(0.9);
const TENANT = { thresholds: [Threshold.query('queue', { query: 'max(queue{of="{{args.of}}"})', max: 1, args: { of: AnalysisArg.value('mail') } })] };

function stepped(step: Step): Partial<SmartCanaryProps> {
  return { steps: [Step.weight(20), step, Step.weight(100), Step.pause(Duration.minutes(10))] };
}

function baked(options: Partial<StepAnalysisOptions> = {}): Partial<SmartCanaryProps> {
  return stepped(Step.analysis('bake', { thresholds: [RATE], ...options }));
}

function measured(options: MeasurementOptions): Partial<SmartCanaryProps> {
  return { thresholds: [Threshold.successRate(0.9, options)] };
}

function tried(options: Partial<StepExperimentOptions> = {}): Partial<SmartCanaryProps> {
  return stepped(Step.experiment({ templates: [ExperimentTemplate.canary('candidate', { weight: 5 })], duration: Duration.minutes(15), ...options }));
}

function triedWith(options: ExperimentTemplateOptions): Partial<SmartCanaryProps> {
  return tried({ templates: [ExperimentTemplate.canary('candidate', options)] });
}

function analysed(analysis: Partial<ExperimentAnalysis> = {}): Partial<SmartCanaryProps> {
  return tried({ analyses: [{ name: 'trial', measures: 'candidate', thresholds: [RATE], ...analysis }] });
}

function sharedIn(chart: ConstructorParameters<typeof SharedAnalysis>[0]): SharedAnalysis {
  return new SharedAnalysis(chart, 'shared', { name: 'requests', protocol: Protocol.HTTP, thresholds: [RATE], prometheus: Prometheus.at('http://prometheus:9090'), count: 4 });
}

/** What is measured in a step, and on pods of its own. */
export const STEP_MEASURING: Row[] = [
  ['MeasurementOptions.count', measured({ count: 5 }), 'AnalysisTemplate spec.metrics[0].count', 5],
  ['MeasurementOptions.consecutiveSuccessLimit', measured({ consecutiveSuccessLimit: 3 }), 'AnalysisTemplate spec.metrics[0].consecutiveSuccessLimit', 3],
  ['MeasurementOptions.inconclusiveLimit',
    { thresholds: [Threshold.query('queue', { query: 'max(queue) or vector(0)', successCondition: 'result[0] < 1', failureCondition: 'result[0] > 9', inconclusiveLimit: 2 })] },
    'AnalysisTemplate spec.metrics[0].inconclusiveLimit', 2],
  ['QueryThresholdOptions.failureCondition',
    { thresholds: [Threshold.query('queue', { query: 'max(queue) or vector(0)', successCondition: 'result[0] < 1', failureCondition: 'result[0] > 9' })] },
    'AnalysisTemplate spec.metrics[0].failureCondition', 'result[0] > 9'],

  ['Step.analysis', baked(), `${STEP}.analysis.templates`, [{ templateName: 'shop-bake' }]],
  ['StepAnalysisOptions.thresholds', baked(), `${BAKE}.metrics[0].name`, 'success-rate'],
  ['StepAnalysisOptions.templates', (chart) => baked({ thresholds: undefined, templates: [sharedIn(chart)] }), `${STEP}.analysis.templates`, [{ templateName: 'requests', clusterScope: true }]],
  ['StepAnalysisOptions.args', (chart) => baked({
    thresholds: undefined,
    templates: [new SharedAnalysis(chart, 'shared', { name: 'queues', protocol: Protocol.HTTP, ...TENANT, prometheus: Prometheus.at('http://prometheus:9090'), count: 4 })],
    args: { of: AnalysisArg.value('chat') },
  }), `${STEP}.analysis.args`, [{ name: 'of', value: 'chat' }]],
  ['StepAnalysisOptions.dryRun', baked({ dryRun: ['success-rate'] }), `${BAKE}.dryRun`, [{ metricName: '^success-rate$' }]],
  ['StepAnalysisOptions.measurementRetention', baked({ measurementRetention: 50 }), `${BAKE}.measurementRetention`, [{ metricName: '^success-rate$', limit: 50 }]],

  ['Step.experiment', tried(), `${CANDIDATE}.name`, 'candidate'],
  ['StepExperimentOptions.templates', tried(), `${CANDIDATE}.name`, 'candidate'],
  ['StepExperimentOptions.duration', tried(), `${STEP}.experiment.duration`, '15m'],
  ['StepExperimentOptions.scaleDownDelay', tried({ scaleDownDelay: Duration.minutes(1) }), `${STEP}.experiment.scaleDownDelaySeconds`, 60],
  ['StepExperimentOptions.analyses', analysed(), `${STEP}.experiment.analyses[0].name`, 'trial'],
  ['ExperimentTemplate.canary', tried(), `${CANDIDATE}.specRef`, 'canary'],
  ['ExperimentTemplate.stable', tried({ templates: [ExperimentTemplate.stable('baseline')] }), `${CANDIDATE}.specRef`, 'stable'],
  ['ExperimentTemplateOptions.replicas', triedWith({ replicas: 2 }), `${CANDIDATE}.replicas`, 2],
  ['ExperimentTemplateOptions.weight', triedWith({ weight: 7 }), `${CANDIDATE}.weight`, 7],
  ['ExperimentTemplateOptions.service', triedWith({ service: 'trial' }), `${CANDIDATE}.service`, { name: 'trial' }],
  ['ExperimentTemplateOptions.labels', triedWith({ labels: { team: 'shop' } }), `${CANDIDATE}.metadata.labels.team`, 'shop'],
  ['ExperimentTemplateOptions.annotations', triedWith({ annotations: { team: 'shop' } }), `${CANDIDATE}.metadata.annotations.team`, 'shop'],
  ['ExperimentAnalysis.name', analysed(), `${STEP}.experiment.analyses[0].templateName`, 'shop-trial'],
  ['ExperimentAnalysis.measures', analysed(), `${STEP}.experiment.analyses[0].args[0].value`, '{{templates.candidate.podTemplateHash}}'],
  ['ExperimentAnalysis.thresholds', analysed(), `${TRIAL}.metrics[0].name`, 'success-rate'],
  ['ExperimentAnalysis.template', (chart) => analysed({ thresholds: undefined, template: sharedIn(chart) }), `${STEP}.experiment.analyses[0].templateName`, 'requests'],
  ['ExperimentAnalysis.args', (chart) => analysed({
    thresholds: undefined,
    template: new SharedAnalysis(chart, 'shared', { name: 'queues', protocol: Protocol.HTTP, ...TENANT, prometheus: Prometheus.at('http://prometheus:9090'), count: 4 }),
    args: { of: AnalysisArg.value('chat') },
  }), `${STEP}.experiment.analyses[0].args`, [{ name: 'of', value: 'chat' }]],
  ['ExperimentAnalysis.dryRun', analysed({ dryRun: ['success-rate'] }), `${TRIAL}.dryRun`, [{ metricName: '^success-rate$' }]],
  ['ExperimentAnalysis.measurementRetention', analysed({ measurementRetention: 50 }), `${TRIAL}.measurementRetention`, [{ metricName: '^success-rate$', limit: 50 }]],
  ['ExperimentAnalysis.requiredForCompletion', analysed({ requiredForCompletion: true }), `${STEP}.experiment.analyses[0].requiredForCompletion`, true],
];
