import { ApiObject, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { Bundle, USUAL_NAMESPACE } from '../manifest/bundle';
import { type JsonObject } from '../manifest/json';
import { ARGO } from '../manifest/kinds';
import { type Manifest, manifestOf, whatIsMissing } from '../manifest/manifest';
import { readManifests } from '../manifest/read-manifests';

/** What can be simulated: a canary, a chart or an app, objects, or a text in YAML. */
export type Subject = IConstruct | readonly object[] | string;

/** Manifests that are applied together, and the Rollouts among them that are meant. */
export interface Subjects {
  readonly bundle: Bundle;
  readonly rollouts: readonly Manifest[];
}

/** Metrics have the namespace by name. */
const PLACE = { defaultNamespace: USUAL_NAMESPACE };

export function readSubject(subject: Subject): Subjects {
  if (typeof subject === 'string') return allOf(manifestsIn(subject));
  if (isConstruct(subject)) return subjectsAround(subject);
  if (Array.isArray(subject)) return allOf(subject.map(requireManifest));
  throw new Error(`'subject' must be a construct, a list of manifests or a text in YAML, got ${subject === null ? 'null' : typeof subject}; give what is applied to the cluster`);
}

function allOf(manifests: readonly Manifest[]): Subjects {
  const bundle = new Bundle(manifests, PLACE);
  return { bundle, rollouts: bundle.ofKind(ARGO, 'Rollout') };
}

function manifestsIn(text: string): readonly Manifest[] {
  const { manifests, problems: [problem] } = readManifests(text, 'subject');
  if (problem) throw new Error(`'subject' must be manifests in YAML, got line ${problem.line}: ${problem.message}; ${problem.fix}`);
  return manifests;
}

function requireManifest(object: unknown, index: number): Manifest {
  const problem = whatIsMissing(object);
  if (problem !== undefined) throw new Error(`'subject[${index}]' must be a manifest, got another object; ${problem}`);
  return manifestOf(object as JsonObject);
}

function isConstruct(subject: Exclude<Subject, string>): subject is IConstruct {
  return typeof subject === 'object' && subject !== null && 'node' in subject;
}

/** The Rollouts below a construct, with all that the app has beside them. */
function subjectsAround(construct: IConstruct): Subjects {
  const objects = construct.node.root.node.findAll().filter(ApiObject.isApiObject);
  const all = renderObjects(objects);
  const isClash = new Bundle([...all.values()], PLACE).duplicates().some((same) => chartsOf(same, all).size > 1);
  const needed = chartsNeededBy(construct);
  const together = isClash ? renderObjects(objects.filter((object) => needed.has(Chart.of(object)))) : all;
  const own = new Set(construct.node.findAll().filter(ApiObject.isApiObject).map((object) => together.get(object)));
  const { bundle, rollouts } = allOf([...together.values()]);
  return { bundle, rollouts: rollouts.filter((rollout) => own.has(rollout)) };
}

function renderObjects(objects: readonly ApiObject[]): Map<ApiObject, Manifest> {
  return new Map(objects.map((object) => [object, manifestOf(object.toJson())]));
}

/** Objects of one name are for several clusters where they are in several charts. */
function chartsOf(manifests: readonly Manifest[], rendered: ReadonlyMap<ApiObject, Manifest>): Set<Chart> {
  return new Set([...rendered].filter(([, manifest]) => manifests.includes(manifest)).map(([object]) => Chart.of(object)));
}

/** The charts around and below a construct, and those that these depend on. */
function chartsNeededBy(construct: IConstruct): Set<Chart> {
  const around = construct.node.scopes.filter(Chart.isChart);
  const constructs = [...around, construct].flatMap(({ node }) => node.findAll());
  const dependencies = constructs.flatMap(({ node }) => node.dependencies).flatMap(({ node }) => node.scopes.findLast(Chart.isChart) ?? []);
  return new Set([...around, ...constructs.filter(Chart.isChart), ...dependencies]);
}
