import { type Check } from './go-struct';
import { checkAtMost100Percent, checkIntOrPercent } from './int-or-percent';

/**
 * `ValidatePodDisruptionBudgetSpec`
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/policy/validation/validation.go
 */
export const checkDisruptionBudgetSpec: Check = (spec) => {
  if (spec.has('minAvailable') && spec.has('maxUnavailable')) spec.refuseWhole('minAvailable and maxUnavailable cannot be both set');
  for (const field of ['minAvailable', 'maxUnavailable']) {
    if (!spec.has(field)) continue;
    checkIntOrPercent(spec, field);
    checkAtMost100Percent(spec, field);
  }
};
