import { type StepData } from './resources/step';

/** What is true after some of the steps. */
interface Progress {
  readonly weight: number;
  /** The number of canary pods is set apart from the weight. */
  readonly scaled: boolean;
  /** The routes that are there, by name. */
  readonly routes: { readonly [name: string]: 'header' | 'mirror' };
}

const START: Progress = { weight: 0, scaled: false, routes: {} };

/**
 * Checks the steps as a whole: they must bring requests to the canary before it is promoted, and each must find what it needs.
 *
 * @param weightedRoutes names of the routes whose weights move, which no other may have
 */
export function requireSteps(steps: StepData[], weightedRoutes: string[]): void {
  if (steps.length === 0) {
    throw new Error('\'steps\' must not be empty, got []; begin with Step.weight(20), Step.pause(Duration.minutes(5))');
  }
  if (!steps.some(({ weight = 0 }) => weight > 0)) {
    throw new Error(
      `'steps' must hold a weight above 0, got ${steps.map(describeStep).join(', ')}; otherwise no request reaches the canary before it is promoted: add Step.weight(20)`,
    );
  }
  steps.reduce((progress, step, index) => {
    requireScale(step, index, progress);
    requireRoute(step, index, progress, weightedRoutes);
    return afterStep(step, progress);
  }, START);
}

/** Whether the canary has pods after these steps. */
export function hasCanaryPods(steps: StepData[]): boolean {
  const { weight, scaled } = steps.reduce((progress, step) => afterStep(step, progress), START);
  return scaled || weight > 0;
}

/** The last weight of steps that hold one. */
export function lastWeightOf(steps: StepData[]): number {
  return steps.findLast(({ weight }) => weight !== undefined)!.weight!;
}

function requireScale({ canaryScale }: StepData, index: number, { weight }: Progress): void {
  if (canaryScale?.matchTrafficWeight && weight === 0) {
    throw new Error(`'steps[${index}]' must come after a weight above 0, got canaryScale with matchTrafficWeight; there is no weight yet that the pods could match: move it`);
  }
}

/** @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-with-managed-routes-and-route-precedence */
function requireRoute(step: StepData, index: number, { weight, scaled, routes }: Progress, weightedRoutes: string[]): void {
  const route = routeOf(step);
  if (!route) return;
  const { name, kind, adds } = route;
  const got = `got ${describeStep(step)}`;
  const there = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (weightedRoutes.includes(name)) {
    throw new Error(`'steps[${index}]' must not name its route '${name}', ${got}; the controller deletes its own routes after a release, and that is the service's: choose another name`);
  }
  if (adds && there) throw new Error(`'steps[${index}]' must name a route that is not there yet, ${got} after a ${there} route of that name; choose another, or remove the first one before`);
  if (!adds && there !== kind) throw new Error(`'steps[${index}]' must remove a ${kind} route that an earlier step has added, ${got}; there is ${there ? `only a ${there} route` : 'none'} of that name`);
  if (adds && !scaled && weight === 0) {
    throw new Error(
      `'steps[${index}]' must come after a weight above 0 or a canaryScale, ${got}; `
      + 'the controller removes the route at once while the canary has no pods: begin with Step.canaryScale({ replicas: 1 })',
    );
  }
}

function afterStep(step: StepData, { weight, scaled, routes }: Progress): Progress {
  const route = routeOf(step);
  const others = Object.fromEntries(Object.entries(routes).filter(([name]) => name !== route?.name));
  return {
    weight: step.weight ?? weight,
    scaled: step.canaryScale ? !step.canaryScale.matchTrafficWeight : scaled,
    routes: route?.adds ? { ...others, [route.name]: route.kind } : others,
  };
}

function routeOf({ headerRoute, mirrorRoute }: StepData): { name: string; kind: 'header' | 'mirror'; adds: boolean } | undefined {
  if (headerRoute) return { name: headerRoute.name, kind: 'header', adds: headerRoute.match !== undefined };
  return mirrorRoute && { name: mirrorRoute.name, kind: 'mirror', adds: mirrorRoute.match !== undefined };
}

function describeStep(step: StepData): string {
  const route = routeOf(step);
  if (route) return `${route.adds ? '' : 'removal of '}${route.kind}Route '${route.name}'`;
  if (step.canaryScale) return 'canaryScale';
  if (step.analysis) return `analysis '${step.analysis.name}'`;
  if (step.experiment) return 'experiment';
  if (step.plugin) return `plugin '${step.plugin.name}'`;
  return step.weight === undefined ? 'pause' : `weight ${step.weight}`;
}
