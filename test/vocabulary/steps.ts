import { Duration } from 'cdk8s';
import { type Row } from './row';
import { type CanaryScaleOptions, type RouteMatch, type SmartCanaryProps, Step, StringMatch } from '../../src';

const FIRST = 'Rollout spec.strategy.canary.steps[0]';
const SECOND = 'Rollout spec.strategy.canary.steps[1]';
const LAST = 'Rollout spec.strategy.canary.steps[4]';
const ROUTES = 'Rollout spec.strategy.canary.trafficRouting.managedRoutes';
const YES = StringMatch.exact('yes');

/** A step before the others. */
function first(...steps: Step[]): Partial<SmartCanaryProps> {
  return { steps: [...steps, Step.weight(20), Step.pause(Duration.minutes(10))] };
}

/** A step that needs a pod before it. */
function second(step: Step): Partial<SmartCanaryProps> {
  return first(Step.canaryScale({ replicas: 1 }), step);
}

function scaled(options: CanaryScaleOptions): Partial<SmartCanaryProps> {
  return first(Step.canaryScale(options));
}

function testers(headerValue = YES): Partial<SmartCanaryProps> {
  return second(Step.headerRoute('testers', [{ headerName: 'x-canary', headerValue }]));
}

function mirrored(match: RouteMatch, percentage?: number): Partial<SmartCanaryProps> {
  return second(Step.mirrorRoute('shadow', { match: [match], percentage }));
}

/** What happens in a release. */
export const STEPS: Row[] = [
  ['Step.weight', first(Step.weight(5)), `${FIRST}.setWeight`, 5],
  ['Step.pause', first(Step.pause(Duration.seconds(90))), `${FIRST}.pause.duration`, '1m30s'],
  ['Step.pause', first(Step.pause()), `${FIRST}.pause`, {}],
  ['Step.plugin', first(Step.plugin('acme/test', '{"suite":"smoke"}')), `${FIRST}.plugin`, { name: 'acme/test', config: { suite: 'smoke' } }],

  ['Step.canaryScale', scaled({ replicas: 2 }), `${FIRST}.setCanaryScale`, { replicas: 2 }],
  ['CanaryScaleOptions.replicas', scaled({ replicas: 2 }), `${FIRST}.setCanaryScale.replicas`, 2],
  ['CanaryScaleOptions.weight', scaled({ weight: 50 }), `${FIRST}.setCanaryScale.weight`, 50],
  ['CanaryScaleOptions.matchTrafficWeight', first(Step.weight(5), Step.canaryScale({ matchTrafficWeight: true })), `${SECOND}.setCanaryScale.matchTrafficWeight`, true],

  ['Step.headerRoute', testers(), `${SECOND}.setHeaderRoute.name`, 'testers'],
  ['Step.headerRoute', testers(), ROUTES, [{ name: 'testers' }]],
  ['HeaderMatch.headerName', testers(), `${SECOND}.setHeaderRoute.match[0].headerName`, 'x-canary'],
  ['HeaderMatch.headerValue', testers(), `${SECOND}.setHeaderRoute.match[0].headerValue`, { exact: 'yes' }],
  ['StringMatch.exact', testers(StringMatch.exact('yes')), `${SECOND}.setHeaderRoute.match[0].headerValue`, { exact: 'yes' }],
  ['StringMatch.prefix', testers(StringMatch.prefix('y')), `${SECOND}.setHeaderRoute.match[0].headerValue`, { prefix: 'y' }],
  ['StringMatch.regex', testers(StringMatch.regex('y.*')), `${SECOND}.setHeaderRoute.match[0].headerValue`, { regex: 'y.*' }],
  ['Step.removeHeaderRoute', { steps: [...testers().steps!, Step.removeHeaderRoute('testers')] }, LAST, { setHeaderRoute: { name: 'testers' } }],

  ['Step.mirrorRoute', mirrored({ method: YES }), `${SECOND}.setMirrorRoute.name`, 'shadow'],
  ['Step.mirrorRoute', mirrored({ method: YES }), ROUTES, [{ name: 'shadow' }]],
  ['MirrorRouteOptions.match', mirrored({ method: YES }), `${SECOND}.setMirrorRoute.match`, [{ method: { exact: 'yes' } }]],
  ['MirrorRouteOptions.percentage', mirrored({ method: YES }, 30), `${SECOND}.setMirrorRoute.percentage`, 30],
  ['RouteMatch.method', mirrored({ method: StringMatch.exact('GET') }), `${SECOND}.setMirrorRoute.match[0].method`, { exact: 'GET' }],
  ['RouteMatch.path', mirrored({ path: StringMatch.prefix('/a') }), `${SECOND}.setMirrorRoute.match[0].path`, { prefix: '/a' }],
  ['RouteMatch.headers', mirrored({ headers: { 'x-a': YES } }), `${SECOND}.setMirrorRoute.match[0].headers`, { 'x-a': { exact: 'yes' } }],
  ['Step.removeMirrorRoute', { steps: [...mirrored({ path: YES }).steps!, Step.removeMirrorRoute('shadow')] }, LAST, { setMirrorRoute: { name: 'shadow' } }],
];
