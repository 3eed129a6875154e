import { ApiObject, Chart } from 'cdk8s';
import { dependencyOrder } from './dependency-order';
import { readJson } from './resources/plain-object';

/** The objects of a chart, without those of the charts in it, in the order in which they can be applied. */
export function chartObjects(chart: Chart): ApiObject[] {
  return dependencyOrder(chart).filter(ApiObject.isApiObject).filter((object) => Chart.of(object) === chart);
}

/** cdk8s's `Chart.toJson` would validate and resolve the whole app for it; a chart with a `toJson` of its own is asked. */
export function chartManifests(chart: Chart): unknown[] {
  if (chart.toJson !== Chart.prototype.toJson) return Object.values(chart.toJson());
  return chartObjects(chart).map(readJson);
}
