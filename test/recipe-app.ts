import type * as Cdk8s from 'cdk8s';
import { type IConstruct } from 'constructs';
import { type OnCdk8s } from './cdk8s-versions';
import { type ObjectPart, type Part, type Patch, type Recipe } from './recipe';

/** Makes the app of a recipe, of cdk8s's class or of ours. */
export function makeApp(recipe: Recipe, { cdk8s, constructs }: OnCdk8s, AppClass: typeof Cdk8s.App, outdir: string): Cdk8s.App {
  const { layout, outputFileExtension, recordConstructMetadata } = recipe;
  const resolvers = recipe.resolver ? [new Shouting()] : undefined;
  const app = new AppClass({ outdir, outputFileExtension, recordConstructMetadata, resolvers, yamlOutputType: layout });
  for (const part of recipe.parts) add(app, part);
  const [, ...all] = app.node.findAll();
  const at = (index: number) => all[index % all.length];
  if (all.length > 0) {
    for (const [source, target] of recipe.dependencies) at(source).node.addDependency(at(target));
    if (recipe.remade !== undefined) remake(at(recipe.remade));
  }
  return app;

  function add(scope: IConstruct, part: Part): void {
    const construct = newConstruct(scope as Cdk8s.Chart, part);
    if (part.messages.length > 0) construct.node.addValidation({ validate: () => part.messages });
    for (const child of part.children) add(construct, child);
  }

  function newConstruct(scope: Cdk8s.Chart, part: Part): IConstruct {
    if (part.type === 'group') return new constructs.Construct(scope, part.id);
    if (part.type === 'object') return newObject(scope, part);
    const { namespace, labels, disableResourceNameHashes } = part;
    const chart = new cdk8s.Chart(scope, part.id, { namespace, labels, disableResourceNameHashes });
    if (part.ownToJson) chart.toJson = () => cdk8s.Chart.prototype.toJson.call(chart).slice(0, -1);
    return chart;
  }

  function newObject(scope: Cdk8s.Chart, part: ObjectPart): Cdk8s.ApiObject {
    const { kind, name, annotations, fields, lazy } = part;
    const object = new cdk8s.ApiObject(scope, part.id, {
      ...fields,
      ...lazy === undefined ? {} : { lazy: cdk8s.Lazy.any({ produce: () => lazy }) },
      apiVersion: 'v1',
      kind,
      metadata: { name, annotations },
    });
    object.addJsonPatch(...part.patches.map(toPatch));
    if (part.late) object.node.addValidation({ validate: () => beLate(object, part) });
    return object;
  }

  /** Validations are the only hook before synth, so they are used to add to an app. */
  function beLate(object: Cdk8s.ApiObject, { late }: ObjectPart): string[] {
    if (late === 'annotation') {
      object.metadata.addAnnotation('late', 'yes');
    } else if (!object.node.tryFindChild('late')) {
      const added = new cdk8s.ApiObject(object, 'late', { apiVersion: 'v1', kind: 'Late' });
      added.node.addValidation({ validate: () => object.node.children.length > 1 ? ['is late'] : [] });
      object.addDependency(added);
    }
    return [];
  }

  function toPatch({ op, path, value }: Patch): Cdk8s.JsonPatch {
    return op === 'remove' ? cdk8s.JsonPatch.remove(path) : cdk8s.JsonPatch[op](path, value);
  }

  function remake({ node }: IConstruct): void {
    if (!node.scope?.node.tryRemoveChild(node.id) || !cdk8s.Chart.isChart(node.scope)) return;
    new cdk8s.ApiObject(node.scope, node.id, { apiVersion: 'v1', kind: 'Remade' });
  }
}

/** A resolver of one's own. */
class Shouting implements Cdk8s.IResolver {
  public resolve(context: Cdk8s.ResolutionContext): void {
    if (context.value === 'a:b') context.replaceValue('A:B');
  }
}
