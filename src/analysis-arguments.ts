import { type AnalysisArg, type AnalysisArgData, describeArg, isSameArg } from './analysis-arg';
import { CANARY_HASH } from './istio-query';
import { describeTemplate, type MeasuredTemplate } from './measured-template';
import { type ArgumentData } from './resources/analysis-reference';
import { type Threshold } from './threshold';

/** Templates that are used together, by whom, and what he says about their arguments. */
export interface AnalysisUse {
  /** As `canary 'shop'`. */
  readonly user: string;
  readonly templates: MeasuredTemplate[];
  readonly args?: { [name: string]: AnalysisArg };
  /** What stands for the canary's hash where other pods are measured. */
  readonly canaryHash?: string;
}

/** One argument has one value, whichever threshold names it. */
export function requireOneSource(thresholds: Threshold[]): void {
  const args = new Map<string, AnalysisArgData>();
  for (const [name, source] of thresholds.flatMap(({ _args }) => Object.entries(_args))) {
    const other = args.get(name);
    if (other && !isSameArg(other, source)) {
      throw new Error(`argument '${name}' must have one value for all thresholds, got ${describeArg(other)} and ${describeArg(source)}; give one of them another name`);
    }
    args.set(name, source);
  }
}

/** Only a template that is shared has somebody else to ask. */
export function requireNoneRequired(thresholds: Threshold[]): void {
  for (const { _name, _args } of thresholds) {
    const open = Object.entries(_args).find(([, { required }]) => required);
    if (open) throw new Error(`'args' of threshold '${_name}' must say what '${open[0]}' is, got AnalysisArg.required(); only a SharedAnalysis can leave it to others: give AnalysisArg.value`);
  }
}

/** What the Rollout says about the arguments of templates that it uses together. */
export function rolloutArguments(use: AnalysisUse): ArgumentData[] {
  requireOneMeaning(use);
  requireSensible(use);
  const given = use.args ?? {};
  const names = new Set(use.templates.flatMap(({ args }) => Object.keys(args)));
  return [...names].flatMap((name): ArgumentData[] => {
    const declaring = use.templates.filter(({ args }) => name in args);
    const { value, fieldPath, podTemplateHash, secretKeyRef } = given[name]?._data ?? declaring[0].args[name];
    if (name === CANARY_HASH && use.canaryHash !== undefined) return [{ name, value: use.canaryHash }];
    const hasDefault = declaring.every(({ shared }) => shared) && value !== undefined && !(name in given);
    return secretKeyRef || hasDefault ? [] : [{ name, value, fieldPath, podTemplateHash }];
  });
}

/**
 * Argo Rollouts refuses two defaults, and takes one of two Secrets without a word.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go flattenArgs
 */
function requireOneMeaning({ user, templates }: AnalysisUse): void {
  const declared = new Map<string, MeasuredTemplate>();
  for (const template of templates) {
    for (const [name, source] of Object.entries(template.args)) {
      const first = declared.get(name);
      if (first && !isSameArg(first.args[name], source)) {
        throw new Error(
          `argument '${name}' must mean the same in all templates that ${user} uses together, got ${describeArg(first.args[name])} in ${describeTemplate(first)} `
          + `and ${describeArg(source)} in ${describeTemplate(template)}; Argo Rollouts has one argument of a name: give one of them another`,
        );
      }
      declared.set(name, first ?? template);
    }
  }
}

function requireSensible({ user, templates, args = {} }: AnalysisUse): void {
  for (const template of templates.filter(({ shared }) => shared)) {
    const name = Object.keys(template.args).find((arg) => template.args[arg].required && !(arg in args));
    if (name !== undefined) throw new Error(`'args' of ${user} must hold '${name}', which ${describeTemplate(template)} requires, got ${listOf(Object.keys(args))}; add args: { '${name}': AnalysisArg.value(…) }`);
  }
  for (const [name, { _data }] of Object.entries(args)) requireGivable(user, name, _data, templates);
}

/** Argo Rollouts ignores names that no template declares. */
function requireGivable(user: string, name: string, source: AnalysisArgData, templates: MeasuredTemplate[]): void {
  const shared = templates.filter((template) => template.shared);
  const own = templates.find((template) => !template.shared && name in template.args);
  const declaring = shared.find((template) => name in template.args);
  const open = [...new Set(shared.flatMap(({ args }) => Object.keys(args).filter((arg) => isOpen(args[arg]))))];
  if (!declaring) throw new Error(`'args' of ${user} must hold names that a SharedAnalysis leaves open (${listOf(open)}), got '${name}'; nobody would read it: leave it out`);
  const declared = declaring.args[name];
  const got = `got ${describeArg(source)} for it`;
  if (declared.secretKeyRef) throw new Error(`'args' of ${user} must not hold '${name}', ${got}; in ${describeTemplate(declaring)} it is ${describeArg(declared)}, which would win: leave it out`);
  if (!isOpen(declared)) throw new Error(`'args' of ${user} must not hold '${name}', ${got}; in ${describeTemplate(declaring)} it is ${describeArg(declared)}, which the Rollout fills in: leave it out`);
  if (own) throw new Error(`'args' of ${user} must not hold '${name}', ${got}; a threshold of its own gives it as well: leave it out of one of them`);
  if (source.required || source.secretKeyRef) {
    throw new Error(`'args' of ${user} must give '${name}' as a value, a fieldRef or a podTemplateHash, got ${describeArg(source)}; a Rollout can pass no other: declare a Secret in ${describeTemplate(declaring)}`);
  }
}

/** Whether those who use it may say, or have to. */
function isOpen({ value, required }: AnalysisArgData): boolean {
  return required === true || value !== undefined;
}

function listOf(names: string[]): string {
  return names.join(', ') || 'none';
}
