import { metricsIn } from './asked-series';
import { type Profile } from './profile';
import { Question, refusalOf } from './question';
import { readHashLabels } from './read-hash-labels';
import { readRetries } from './read-retries';
import { readRoute, type Route } from './read-route';
import { readServiceModels, serviceManifests } from './read-service-models';
import { type RolloutModel } from './rollout-model';
import { type MetricPlan } from './run-plan';
import { type Wanted } from './world/request-tally';
import { type Retries } from './world/retries';
import { type Caller, type RequestProtocol, type ServedWorkload } from './world/served-workload';
import { listAt, numberAt, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { type Expression } from '../promql/ast';
import { selectorsIn } from '../promql/questions';

/** A release as traffic and metrics know it. */
export interface ServedRelease {
  readonly model: RolloutModel;
  readonly workload: ServedWorkload;
  readonly route: Route;
  /** What the route has tried again. @default - nothing */
  readonly retries?: Retries;
  /** The Services whose selectors the controller writes. */
  readonly selected: SelectedServices;
  readonly metrics: Wanted;
  readonly questions: ReadonlyMap<MetricPlan, Question>;
  /** How a metric of a run for other versions is asked for. */
  readonly questionOf: (metric: MetricPlan) => Question;
  /** What manifests do not say and is taken for granted, in sentences. */
  readonly assumptions: readonly string[];
}

export interface SelectedServices {
  readonly stable?: string;
  readonly canary?: string;
}

export type ReadServedRelease =
  | { readonly served: ServedRelease; readonly refusal?: undefined }
  | { readonly served?: undefined; readonly refusal: string };

/** What somebody knows besides the manifests. */
export interface ServedOptions {
  /** @default - what the Service says, or its queries */
  readonly protocol?: RequestProtocol;
  /** Whether metrics that are not simulated are left out: then somebody else has to answer them. @default false */
  readonly leavesOut?: boolean;
}

/** Reads what requests to a release meet, and what is asked about them; a release with anything that is not modelled is refused. */
export function readServedRelease(release: Release, model: RolloutModel, version: Profile['version'], options: ServedOptions = {}): ReadServedRelease {
  const { leavesOut = false } = options;
  const plans = plansOf(model).filter((plan) => !leavesOut || refusalOf(plan) === undefined);
  const refusal = plans.map(refusalOf).find((each) => each !== undefined) ?? refusalOfSteps(model);
  if (refusal !== undefined) return { refusal };
  const read = readRoute(release);
  if (!read.route) return { refusal: read.refusal };
  const { route } = read;
  const questionOf = (metric: MetricPlan) => new Question(metric, version === '1.10' ? '1.10' : '1.9');
  const questions = new Map(plans.map((plan) => [plan, questionOf(plan)]));
  const queries = [...questions.values()].flatMap(({ expression }) => expression ?? []);
  const workload = workloadOf(release, route, queries, options);
  const retries = readRetries(read.object, workload.protocol);
  const assumptions = [...read.assumptions, ...assumptionsOf(release, model, workload, route)];
  const metrics = metricsIn(queries);
  return { served: { model, workload, route, retries, selected: namedServices(release), metrics, questions, questionOf, assumptions } };
}

/** Every metric of every run that a Rollout would create. */
export function plansOf({ background, steps }: RolloutModel): MetricPlan[] {
  return [background?.run, ...steps.map(({ analysis }) => analysis?.run)].flatMap((run) => run?.metrics ?? []);
}

function refusalOfSteps({ steps }: RolloutModel): string | undefined {
  return steps.some(({ experiment }) => experiment !== undefined) ? 'a scenario has no traffic for the pods of an experiment' : undefined;
}

function workloadOf(release: Release, route: Route, queries: readonly Expression[], { protocol }: ServedOptions): ServedWorkload {
  const services = readServiceModels(release, [route.stable, route.canary]);
  const port = route.port ?? services.find(({ name }) => name === route.stable)?.ports[0]?.port ?? 80;
  return {
    namespace: release.namespace,
    name: release.rollout.name,
    labels: Object.fromEntries(release.workload.labels ?? []),
    protocol: protocol ?? protocolOf(release, route.stable, port, queries),
    port,
    services,
    hashLabels: readHashLabels(release, queries),
    caller: callerOf(release),
  };
}

/** The Service says so, or else whoever asks for gRPC knows. */
function protocolOf(release: Release, service: string, port: number, queries: readonly Expression[]): RequestProtocol {
  const ports = listAt(serviceManifests(release).get(service)?.object, 'spec', 'ports');
  const entry = ports.find((each) => numberAt(each, 'port') === port);
  const named = stringAt(entry, 'appProtocol') ?? stringAt(entry, 'name');
  if (named !== undefined && named !== '') return /^grpc(-|$)/.test(named) ? 'grpc' : 'http';
  const matchers = queries.flatMap((query) => selectorsIn(query)).flatMap(({ selector }) => selector.matchers);
  const isGrpc = matchers.some(({ label, value }) => label === 'grpc_response_status' || (label === 'request_protocol' && value === 'grpc'));
  return isGrpc ? 'grpc' : 'http';
}

/** Whoever calls has a proxy, or else no weight would mean anything. */
function callerOf({ namespace, virtualServices }: Release): Caller {
  const isGateway = virtualServices.some(({ gateways }) => gateways.length > 0);
  return isGateway ? { namespace: 'istio-system', name: 'istio-ingressgateway', pod: 'istio-ingressgateway-1' } : { namespace, name: 'client', pod: 'client-1' };
}

function namedServices({ services }: Release): SelectedServices {
  const nameOf = (wanted: string) => services.find(({ role }) => role === wanted)?.reference.target.name;
  return { stable: nameOf('stable'), canary: nameOf('canary') };
}

function assumptionsOf(release: Release, { steps }: RolloutModel, { hashLabels }: ServedWorkload, { stable, canary }: Route): string[] {
  const manifests = serviceManifests(release);
  const unknown = [...new Set([stable, canary])].filter((name) => !manifests.has(name)).map((name) => `Service '${name}' is not among the manifests, and is taken to select the pods`);
  const { relabelled } = hashLabels ?? {};
  return [
    ...unknown,
    ...relabelled === undefined ? [] : [`Prometheus is taken to give each series of a pod its hash as '${relabelled}', which a query asks for and no Telemetry that is known to select the pods provides`],
    ...steps.some(({ mirrorRoute }) => mirrorRoute) ? ['all requests are taken to match a mirror route, which has neither the timeout nor the retries of the route behind it'] : [],
    ...steps.some(({ headerRoute }) => headerRoute) ? ['the header of a header route is sent by nobody, unless a share of the requests is said to have it'] : [],
  ];
}
