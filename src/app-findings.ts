import { type ApiObject, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { type CanaryCheck, type FoundInApp } from './canary-check';
import { groupBy } from './manifest/group-by';
import { renderExamples, type RenderedObject, renderObjects } from './rendered-objects';
import { type Finding } from './validation/finding';
import { type Twin } from './validation/subject';
import { doGroupsClash, type ProgramObject, validateObjects } from './validation/validate-objects';

export { contentOf, renderObjects } from './rendered-objects';

/** Objects that are applied to one cluster, and the charts of which it is asked what is wrong. */
interface Bundle {
  readonly objects: readonly RenderedObject[];
  readonly charts: ReadonlySet<Chart>;
  readonly clusterDomain?: string;
  readonly scrapeInterval?: number;
}

/** What was found, and where: in an object, or in a chart as a whole. */
type Found = Map<Finding, IConstruct>;

/** Says what makes the synth of an app with many objects fail: where charts differ in names alone, some of them are enough to see that nothing does. */
export function errorsAmongMany(all: readonly ApiObject[], canaries: readonly CanaryCheck[], charts: readonly Chart[]): Map<IConstruct, string[]> {
  const examples = renderExamples(all, canaries);
  if (examples && lookAt(examples, canaries, charts, true).found.size === 0) return new Map();
  return errorsIn(renderObjects(all), canaries, charts);
}

/** Says what makes the synth fail, by the canary or the chart that says it. */
export function errorsIn(objects: readonly RenderedObject[], canaries: readonly CanaryCheck[], charts: readonly Chart[]): Map<IConstruct, string[]> {
  const { found, about } = lookAt(objects, canaries, charts, true);
  const messages = new Map<IConstruct, string[]>();
  if (found.size === 0) return messages;
  const say = (construct: IConstruct, errors: readonly Finding[]) => {
    if (errors.length > 0) messages.set(construct, errors.map((error) => messageOf(error, found.get(error))));
  };
  const accepted = new Set<Finding>();
  for (const check of canaries) {
    const verdict = check.errorsIn(foundFor(check, about));
    say(check.canary.construct, verdict.findings);
    for (const { finding } of verdict.accepted) accepted.add(finding);
  }
  for (const chart of charts) say(chart, (about.get(chart) ?? []).filter((finding) => !accepted.has(finding)));
  return messages;
}

/** Everything that was found, by the canary that it is about. */
export function findingsIn(objects: readonly RenderedObject[], canaries: readonly CanaryCheck[], charts: readonly Chart[]) {
  const { about } = lookAt(objects, canaries, charts, false);
  return new Map(canaries.map((check): [CanaryCheck, FoundInApp] => [check, foundFor(check, about)]));
}

function lookAt(objects: readonly RenderedObject[], canaries: readonly CanaryCheck[], charts: readonly Chart[], errorsOnly: boolean) {
  const twin = twinFor(canaries);
  const found: Found = new Map(bundlesOf(objects, canaries, charts).flatMap((bundle) => [...findIn(bundle, twin, errorsOnly)]));
  return { found, about: bySubject(found, canaries) };
}

function foundFor(check: CanaryCheck, about: ReadonlyMap<CanaryCheck | Chart, readonly Finding[]>): FoundInApp {
  return { own: about.get(check) ?? [], beside: about.get(Chart.of(check.canary.construct)) ?? [] };
}

/**
 * What goes to one cluster is looked at together, so that what one chart has of another is known.
 *
 * Where charts have objects of one name, or name the cluster differently, they are for several: then each is looked at with those that it depends on.
 */
function bundlesOf(objects: readonly RenderedObject[], canaries: readonly CanaryCheck[], charts: readonly Chart[]): Bundle[] {
  const domains = new Map(canaries.map(({ canary }) => [Chart.of(canary.construct), canary.clusterDomain]));
  const [clusterDomain, ...otherDomains] = new Set(domains.values());
  if (otherDomains.length === 0 && !doChartsClash(objects)) {
    return [{ objects, charts: new Set(charts), clusterDomain, scrapeInterval: leastInterval(canaries) }];
  }
  const byChart = groupBy(objects, ({ chart }) => chart);
  return charts.map((chart) => ({
    objects: [...chartsNeededBy(chart)].flatMap((needed) => byChart.get(needed) ?? []),
    charts: new Set([chart]),
    clusterDomain: domains.get(chart),
    scrapeInterval: leastInterval(canaries.filter(({ canary }) => Chart.of(canary.construct) === chart)),
  }));
}

/** What is too short for that one is too short for all. */
function leastInterval(canaries: readonly CanaryCheck[]): number | undefined {
  return canaries.length === 0 ? undefined : Math.min(...canaries.map(({ canary }) => canary.assumed.scrapeInterval));
}

function doChartsClash(objects: readonly RenderedObject[]): boolean {
  const charts = new Map(objects.map(({ construct, chart }) => [construct.node.path, chart]));
  return doGroupsClash(objects.map(programObject), (path) => charts.get(path));
}

function programObject({ construct, object }: RenderedObject): ProgramObject {
  return { object, source: construct.node.path };
}

/** The chart itself, those in it, and those that anything in it depends on. */
function chartsNeededBy(chart: Chart): Set<Chart> {
  const constructs = chart.node.findAll();
  const needed = constructs.flatMap(({ node }) => node.dependencies).flatMap(({ node }) => node.scopes.findLast(Chart.isChart) ?? []);
  return new Set([chart, ...constructs.filter(Chart.isChart), ...needed]);
}

/** What is assumed about each canary; canaries that differ only in names are proven once, whichever bundle they are in. */
function twinFor(canaries: readonly CanaryCheck[]): Twin {
  const assumed = new Map(canaries.map(({ canary }) => [canary.rollout.node.path, canary.assumed]));
  return { assume: ({ origin }) => assumed.get(origin?.file ?? ''), known: new Map() };
}

function findIn({ objects, charts, clusterDomain, scrapeInterval }: Bundle, twin: Twin, errorsOnly: boolean): Found {
  const byPath = new Map(objects.map((object) => [object.construct.node.path, object]));
  const groupOf = (path: string) => byPath.get(path)?.chart;
  const options = { clusterDomain, scrapeInterval, namesAreChecked: true, groupOf, twin, errorsOnly };
  const { findings } = validateObjects(objects.map(programObject), options);
  const found: Found = new Map();
  const [anyChart] = charts;
  for (const { file, ...finding } of findings) {
    const place = byPath.get(file ?? '');
    if (!place) found.set(finding, anyChart);
    else if (charts.has(place.chart)) found.set(finding, place.construct);
  }
  return found;
}

/** The findings of each canary, and those of each chart that are no canary's. */
function bySubject(found: Found, canaries: readonly CanaryCheck[]): Map<CanaryCheck | Chart, Finding[]> {
  if (found.size === 0) return new Map();
  const owners = new Map(canaries.flatMap((check) => check.objects.map((object) => [object, check])));
  return groupBy([...found.keys()], (finding) => {
    const construct = found.get(finding)!;
    return owners.get(construct) ?? Chart.of(construct);
  });
}

/** Without the canary's path, which cdk8s writes before it. */
function messageOf({ code, rule, resource, path, message, fix }: Finding, construct: IConstruct | undefined): string {
  const place = [resource, path].filter((part) => part !== '').join(' ');
  return `${code} ${rule}${construct ? ` in '${construct.node.path}'` : ''}: ${place ? `${place}: ` : ''}${message}; ${fix}`;
}
