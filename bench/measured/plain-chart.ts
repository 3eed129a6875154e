import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';

/** The peer's side: the same objects, known beforehand and in their order, which is why they need no dependencies. */
export function plainChart(manifests: ApiObjectProps[]): Chart {
  const chart = new Chart(new App(), 'rpc-server');
  addPlainObjects(chart, manifests);
  return chart;
}

export function addPlainObjects(chart: Chart, manifests: ApiObjectProps[]): void {
  manifests.forEach((manifest, index) => new ApiObject(chart, `object-${index}`, manifest));
}
