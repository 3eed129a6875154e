import { itemPaths } from '../../manifest/analysis-templates';
import { type JsonPath, stringAt } from '../../manifest/json';
import { type Manifest } from '../../manifest/manifest';
import { Severity } from '../finding';
import { type ObjectPlace, type Rule, type Violation } from '../rule';
import { type Subject } from '../subject';

export const duplicateMetric: Rule = {
  code: 'SC0312',
  name: 'duplicate-metric',
  severity: Severity.ERROR,
  title: 'two metrics of one name in an analysis',
  sources: [
    // flattenMetrics
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go',
    // ValidateMetrics
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go',
  ],
  check: (subject) => [
    ...subject.templates.flatMap((template) => inTemplates(subject, [template])),
    ...subject.analyses.flatMap(({ release: { rollout }, analysis }) => {
      return inTemplates(subject, analysis.templates, { manifest: rollout, path: analysis.path });
    }),
  ],
};

/** Two in one template are told there, two in different ones where these come together. */
function inTemplates(subject: Subject, templates: readonly Manifest[], together?: ObjectPlace): Violation[] {
  const owners = new Map<string, Manifest>();
  return templates.flatMap((manifest) => itemPaths(manifest, ['spec', 'metrics']).flatMap((path: JsonPath) => {
    const name = stringAt(manifest.object, ...path, 'name') ?? '';
    const owner = owners.get(name);
    if (!owner) owners.set(name, manifest);
    if (!owner || name === '' || (together && owner === manifest)) return [];
    const where = owner === manifest ? subject.nameOf(manifest) : `${subject.nameOf(owner)} and ${subject.nameOf(manifest)}`;
    return [{ at: together ?? { manifest, path: [...path, 'name'] }, message: `two metrics are called '${name}' in ${where}`, fix: 'give one of them another name' }];
  }));
}
