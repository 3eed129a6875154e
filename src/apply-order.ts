import { ApiObject } from 'cdk8s';
import { type Construct, Dependable, type IConstruct } from 'constructs';

/**
 * Keeps an object behind some of its siblings that were made before it.
 *
 * Objects are written in the order in which they were made, unless somebody depends on one of them: then on these siblings, too, as far as they have
 * not been removed. Dependencies between the objects would say the same, and cdk8s resolves all of an app's once more for each of its charts.
 */
export function applyAfter(object: ApiObject, isEarlier: (sibling: IConstruct) => boolean): void {
  Dependable.implement(object, {
    get dependencyRoots() {
      return [...object.node.scope!.node.children.filter(isEarlier), object];
    },
  });
}

/** An object that depends on a later sibling depends on itself, and cdk8s would leave it out without a word. */
export function findTurnedRound(scope: Construct): string[] {
  return scope.node.children
    .filter(ApiObject.isApiObject)
    .filter((object) => object.node.dependencies.includes(object))
    .map(({ kind, name }) => `${kind} '${name}' must not depend on an object that has to be applied after it, got a dependency on a later one of its canary; remove it`);
}
