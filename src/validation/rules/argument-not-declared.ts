import { declaredArguments, itemPaths, templatesOf } from '../../manifest/analysis-templates';
import { type Manifest } from '../../manifest/manifest';
import { Severity } from '../finding';
import { type Rule, type Violation } from '../rule';
import { type Subject } from '../subject';
import { placeholdersIn } from '../template-arguments';

export const argumentNotDeclared: Rule = {
  code: 'SC0309',
  name: 'argument-not-declared',
  severity: Severity.ERROR,
  title: 'a placeholder that no argument fills',
  sources: [
    // validateAnalysisMetrics for steps; a background analysis fails when it starts.
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go',
    // ResolveArgs
    'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/template/template.go',
  ],
  check: (subject) => {
    const used = new Set(subject.analyses.flatMap(({ analysis }) => analysis.templates));
    const alone = subject.templates.filter((template) => !used.has(template));
    return [
      ...subject.analyses.flatMap(({ analysis: { kind, templates, references } }) => {
        if (kind !== 'background') return templates.flatMap((template) => violationsOf(subject, template, [template]));
        // A background analysis has the arguments of all its templates, and those that are not here may declare more.
        return references.some(({ state }) => state === 'unknown') ? [] : templates.flatMap((template) => violationsOf(subject, template, templates));
      }),
      ...alone.flatMap((template) => {
        const inside = templatesOf(subject.bundle, template, itemPaths(template, ['spec', 'templates'])).templates;
        return violationsOf(subject, template, [template, ...inside]);
      }),
    ];
  },
};

function violationsOf(subject: Subject, template: Manifest, declaring: readonly Manifest[]): Violation[] {
  const declared = new Set(declaredArguments(declaring).map(({ name }) => `args.${name}`));
  return placeholdersIn(template).filter(({ tag }) => !declared.has(tag)).map(({ tag, path }) => ({
    at: { manifest: template, path },
    message: `{{${tag}}} cannot be filled: ${subject.nameOf(template)} declares no such argument`,
    fix: tag.startsWith('args.') ? `add '${tag.slice('args.'.length)}' to 'spec.args' of the template, or correct the name` : 'only {{args.NAME}} is filled in here',
  }));
}
