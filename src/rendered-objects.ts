import { type ApiObject, Chart } from 'cdk8s';
import { type CanaryCheck } from './canary-check';
import { groupBy } from './manifest/group-by';
import { readJson } from './resources/plain-object';
import { GroupSketches } from './validation/group-sketches';

/** An object of an app as it is at synth. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly chart: Chart;
  readonly object: unknown;
}

/** Equal where nothing has changed. */
export function contentOf(objects: readonly RenderedObject[]): string {
  return JSON.stringify(objects.map(({ construct, object }) => [construct.node.path, object]));
}

/**
 * The objects of an app but for those of charts that are like others; nothing where all have to be looked at.
 *
 * They are rendered chart by chart, so that thousands take little memory.
 */
export function renderExamples(all: readonly ApiObject[], canaries: readonly CanaryCheck[]): RenderedObject[] | undefined {
  const [, ...otherDomains] = new Set(canaries.map(({ canary }) => canary.clusterDomain));
  if (otherDomains.length > 0) return undefined;
  const byChart = groupBy(all, (construct) => Chart.of(construct));
  const assumed = groupBy(canaries, ({ canary }) => Chart.of(canary.construct));
  const namespaces = [...byChart.values()].map((constructs) => constructs.flatMap(({ metadata }) => metadata.namespace ?? []));
  const sketches = new GroupSketches<Chart>(namespaces);
  for (const [chart, constructs] of byChart) {
    const worlds = (assumed.get(chart) ?? []).map(({ canary }) => canary.assumed);
    sketches.add(chart, renderObjects(constructs).map(({ object }) => object), JSON.stringify(worlds));
  }
  const alike = sketches.alike();
  return alike.size === 0 ? undefined : renderObjects([...byChart].flatMap(([chart, constructs]) => (alike.has(chart) ? [] : constructs)));
}

/** Renders objects; one that cannot be rendered fails the synth of its chart by itself. */
export function renderObjects(constructs: readonly ApiObject[]): RenderedObject[] {
  return constructs.flatMap((construct) => {
    const object = render(construct);
    return object === undefined ? [] : [{ construct, chart: Chart.of(construct), object }];
  });
}

function render(construct: ApiObject): unknown {
  try {
    return readJson(construct);
  } catch {
    return undefined;
  }
}
