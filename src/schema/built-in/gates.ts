import { invalid } from '../field-error';
import { labelKeyProblems } from '../names';
import { type GoStruct } from './go-struct';

/**
 * `validateSchedulingGates`, `validateReadinessGates`: what a pod waits for before it is scheduled, and before it is ready.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */
export function checkGates(pod: GoStruct): void {
  const seen = new Set<string>();
  for (const gate of pod.children('schedulingGates')) {
    const name = gate.text('name');
    // The API server names the gate, and not its name.
    for (const problem of labelKeyProblems(name)) pod.errors.push(invalid(gate.path, name, problem));
    if (seen.has(name)) pod.repeat(gate.path.slice(pod.path.length + 1), name);
    seen.add(name);
  }
  for (const gate of pod.children('readinessGates')) gate.name('conditionType', labelKeyProblems);
}
