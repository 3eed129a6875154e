import { ApiObject, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';

interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/**
 * Adds the dependencies that follow from others, as cdk8s does: of charts on charts, and of objects on objects.
 *
 * @returns whether any chart depends on another
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
export function addImpliedDependencies(constructs: IConstruct[]): boolean {
  const nested = addNestedCharts(constructs);
  const dependencies = dependenciesOf(constructs);
  if (dependencies.length === 0) return false;
  const related = addRelatedCharts(dependencies);
  addObjects(dependenciesOf(constructs));
  return nested || related;
}

/** A chart depends on those in it. */
function addNestedCharts(constructs: IConstruct[]): boolean {
  let added = false;
  for (const parent of constructs.filter(Chart.isChart)) {
    for (const child of parent.node.children.filter(Chart.isChart)) {
      parent.node.addDependency(child);
      added = true;
    }
  }
  return added;
}

function addRelatedCharts(dependencies: Dependency[]): boolean {
  let added = false;
  for (const { source, target } of dependencies) {
    const dependant = Chart.of(source);
    const dependency = Chart.of(target);
    if (dependant === dependency) continue;
    dependant.node.addDependency(dependency);
    added = true;
  }
  return added;
}

function addObjects(dependencies: Dependency[]): void {
  const known = new Map<IConstruct, ApiObject[]>();
  const objectsOf = (construct: IConstruct) => {
    const found = known.get(construct) ?? ownObjects(construct);
    known.set(construct, found);
    return found;
  };
  for (const { source, target } of dependencies) {
    for (const dependency of objectsOf(target)) {
      for (const dependant of objectsOf(source).filter((object) => object !== dependency)) dependant.node.addDependency(dependency);
    }
  }
}

function dependenciesOf(constructs: IConstruct[]): Dependency[] {
  const dependencies: Dependency[] = [];
  for (const source of constructs) {
    for (const target of source.node.dependencies) dependencies.push({ source, target });
  }
  return dependencies;
}

/** The objects in a construct that are of the construct's own chart. */
function ownObjects(construct: IConstruct): ApiObject[] {
  const chart = Chart.of(construct);
  return construct.node.findAll().filter(ApiObject.isApiObject).filter((object) => Chart.of(object) === chart);
}
