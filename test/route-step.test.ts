import { Duration } from 'cdk8s';
import { Step, StringMatch } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const TESTERS = [{ headerName: 'x-canary', headerValue: StringMatch.exact('yes') }];
const READS = { match: [{ method: StringMatch.exact('GET') }] };
const POD = Step.canaryScale({ replicas: 1 });
const WEIGHT = Step.weight(10);
/** Time enough for a guard to fire. */
const BAKE = Step.pause(Duration.minutes(10));

function canaryOf(...steps: Step[]): any {
  const chart = newChart();
  newCanary({ steps: [...steps, BAKE] }, chart);
  return manifestOf(chart, 'Rollout').spec.strategy.canary;
}

describe('Step.headerRoute', () => {
  test('is written with its headers, and declared to the controller', () => {
    const match = [...TESTERS, { headerName: 'Cookie', headerValue: StringMatch.regex('^(.*;)?canary=1(;.*)?$') }, { headerName: 'user-agent', headerValue: StringMatch.prefix('probe/') }];
    const canary = canaryOf(POD, Step.headerRoute('testers', match), WEIGHT);
    expect(canary.steps[1]).toEqual({
      setHeaderRoute: {
        name: 'testers',
        match: [
          { headerName: 'x-canary', headerValue: { exact: 'yes' } },
          { headerName: 'Cookie', headerValue: { regex: '^(.*;)?canary=1(;.*)?$' } },
          { headerName: 'user-agent', headerValue: { prefix: 'probe/' } },
        ],
      },
    });
    expect(canary.trafficRouting.managedRoutes).toEqual([{ name: 'testers' }]);
  });

  test('is ended by a step of its own, after which the name is free', () => {
    const canary = canaryOf(WEIGHT, Step.headerRoute('testers', TESTERS), Step.removeHeaderRoute('testers'), Step.mirrorRoute('testers', READS));
    expect(canary.steps[2]).toEqual({ setHeaderRoute: { name: 'testers' } });
    expect(canary.trafficRouting.managedRoutes).toEqual([{ name: 'testers' }]);
  });

  test('fails without a header', () => {
    expect(messageOf(() => Step.headerRoute('testers', []))).toBe('\'match\' of route \'testers\' must not be empty, got []; use Step.removeHeaderRoute(\'testers\') to end the route');
  });

  test.each(['x canary', ':path', ''])('fails on the header %p', (headerName) => {
    expect(messageOf(() => Step.headerRoute('testers', [{ headerName, headerValue: StringMatch.exact('1') }]))).toBe(
      `'headerName' must be the name of an HTTP header, got '${headerName}'; for example 'x-canary'`,
    );
  });

  test('fails on a name that is no DNS label', () => {
    expect(messageOf(() => Step.headerRoute('Testers!', TESTERS))).toBe(
      '\'route name\' must be a DNS label (a-z, 0-9 and \'-\', a letter first, no \'-\' last, at most 63 characters), got \'Testers!\'; try \'testers\'',
    );
  });
});

describe('Step.mirrorRoute', () => {
  test('is written with what it copies and how much of it', () => {
    const match = [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/api'), headers: { 'x-tenant': StringMatch.exact('acme') } }, { path: StringMatch.exact('/ping') }];
    const canary = canaryOf(POD, Step.mirrorRoute('shadow', { match, percentage: 35 }), WEIGHT, Step.removeMirrorRoute('shadow'));
    expect(canary.steps[1]).toEqual({
      setMirrorRoute: {
        name: 'shadow',
        percentage: 35,
        match: [{ method: { exact: 'GET' }, path: { prefix: '/api' }, headers: { 'x-tenant': { exact: 'acme' } } }, { path: { exact: '/ping' } }],
      },
    });
    expect(canary.steps[3]).toEqual({ setMirrorRoute: { name: 'shadow' } });
  });

  test('fails without a match, which upstream takes for a removal', () => {
    expect(messageOf(() => Step.mirrorRoute('shadow', { match: [] }))).toBe('\'match\' of route \'shadow\' must not be empty, got []; use Step.removeMirrorRoute(\'shadow\') to end the route');
  });

  test.each([0, 101, 12.5])('fails on %d %%', (percentage) => {
    expect(messageOf(() => Step.mirrorRoute('shadow', { ...READS, percentage }))).toBe(
      `'percentage' of route 'shadow' must be an integer between 1 and 100, got ${percentage}; it is the share of the matching requests that is copied`,
    );
  });
});

describe('the routes of a release', () => {
  test('are declared in the order in which they appear', () => {
    const canary = canaryOf(POD, Step.mirrorRoute('b', READS), Step.headerRoute('a', TESTERS), WEIGHT);
    expect(canary.trafficRouting.managedRoutes).toEqual([{ name: 'b' }, { name: 'a' }]);
  });

  test('are not declared where there are none', () => {
    expect(canaryOf(WEIGHT).trafficRouting).not.toHaveProperty('managedRoutes');
  });

  test('fail before any canary pod exists', () => {
    expect(messageOf(() => newCanary({ steps: [Step.headerRoute('testers', TESTERS), WEIGHT] }))).toBe(
      '\'steps[0]\' must come after a weight above 0 or a canaryScale, got headerRoute \'testers\'; '
      + 'the controller removes the route at once while the canary has no pods: begin with Step.canaryScale({ replicas: 1 })',
    );
  });

  test.each([Step.headerRoute('testers', TESTERS), Step.mirrorRoute('testers', READS)])('fail when two have one name', (second) => {
    const kind = second._data.headerRoute ? 'headerRoute' : 'mirrorRoute';
    expect(messageOf(() => newCanary({ steps: [WEIGHT, Step.headerRoute('testers', TESTERS), second] }))).toBe(
      `'steps[2]' must name a route that is not there yet, got ${kind} 'testers' after a header route of that name; choose another, or remove the first one before`,
    );
  });

  test('fail when one has the name of the service\'s own route, which would be deleted', () => {
    expect(messageOf(() => newCanary({ steps: [WEIGHT, Step.headerRoute('primary', TESTERS)] }))).toBe(
      '\'steps[1]\' must not name its route \'primary\', got headerRoute \'primary\'; the controller deletes its own routes after a release, and that is the service\'s: choose another name',
    );
  });

  test.each([
    [[WEIGHT, Step.removeHeaderRoute('testers')], 1, 'header', 'none'],
    [[WEIGHT, Step.mirrorRoute('testers', READS), Step.removeHeaderRoute('testers')], 2, 'header', 'only a mirror route'],
    [[WEIGHT, Step.mirrorRoute('testers', READS), Step.removeMirrorRoute('testers'), Step.removeMirrorRoute('testers')], 3, 'mirror', 'none'],
    [[WEIGHT, Step.removeHeaderRoute('constructor')], 1, 'header', 'none'],
  ])('fail to be removed when they are not there', (steps, index, kind, there) => {
    const name = steps[steps.length - 1]._data.headerRoute?.name ?? 'testers';
    expect(messageOf(() => newCanary({ steps }))).toBe(
      `'steps[${index}]' must remove a ${kind} route that an earlier step has added, got removal of ${kind}Route '${name}'; there is ${there} of that name`,
    );
  });
});

describe('StringMatch', () => {
  test.each(['(?=x)', '(a', 'a{1001}', '\\1'])('fails on %p, which RE2 refuses', (regex) => {
    expect(messageOf(() => StringMatch.regex(regex))).toMatch(/^'regex' must be in RE2 syntax, got '.*' \(error parsing regexp: .+\); RE2 has no look-around and no back-references$/);
  });

  test.each([['', 0], ['é'.repeat(513), 1026]])('fails on %p, which Istio refuses', (regex, bytes) => {
    expect(messageOf(() => StringMatch.regex(regex))).toBe(`'regex' must have 1 to 1024 bytes, got ${bytes}; Istio refuses others: use StringMatch.exact or StringMatch.prefix`);
  });

  test('fails on an empty prefix', () => {
    expect(messageOf(() => StringMatch.prefix(''))).toBe('\'prefix\' must not be empty, got \'\'; every value begins with nothing: use StringMatch.regex(\'.*\') if that is meant');
  });
});
