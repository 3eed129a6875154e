import { requireNoneRequired, requireOneSource } from './analysis-arguments';
import { type HashLabel } from './hash-label';
import { describeTemplate, type MeasuredTemplate } from './measured-template';
import { firstRepeated } from './repeated';
import { type Threshold } from './threshold';

/** Checks thresholds that go into one template. */
export function requireThresholds(thresholds: Threshold[], hashLabel: HashLabel): void {
  const twice = firstRepeated(thresholds.map(({ _name }) => _name));
  if (twice !== undefined) {
    throw new Error(`'thresholds' must have distinct names, got '${twice}' twice; give one of them another name, such as '${twice}-2'`);
  }
  const scoped = thresholds.find(({ _scoped }) => _scoped);
  if (scoped && hashLabel._name === undefined) {
    throw new Error(
      `'hashLabel' must name a label that tells canary from stable, because threshold '${scoped._name}' measures the canary alone, got HashLabel.none(); `
      + 'use HashLabel.telemetry(), or a Threshold.query that needs none',
    );
  }
  requireOneSource(thresholds);
}

/** The same for those of a canary, which has nobody else to fill in what they leave open. */
export function requireOwnThresholds(thresholds: Threshold[], hashLabel: HashLabel): void {
  requireThresholds(thresholds, hashLabel);
  requireNoneRequired(thresholds);
}

/** Argo Rollouts makes one list of the metrics of all templates, and refuses a name that is there twice. */
export function requireDistinctMetrics(user: string, templates: MeasuredTemplate[]): void {
  const named = templates.flatMap((template) => template.measured.map(({ threshold }) => ({ name: threshold._name, template })));
  const twice = firstRepeated(named.map(({ name }) => name));
  if (twice === undefined) return;
  const [first, second] = named.filter(({ name }) => name === twice);
  throw new Error(
    `thresholds that ${user} uses together must have distinct names, got '${twice}' in ${describeTemplate(first.template)} and ${describeTemplate(second.template)}; `
    + 'Argo Rollouts would refuse the Rollout: give one of them another name',
  );
}
