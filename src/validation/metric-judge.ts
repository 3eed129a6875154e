import { type MeasuredMetric } from './measured-metrics';
import { compileVerdict, type Judge } from '../condition/verdict';
import { stringAt } from '../manifest/json';
import { expandTemplate } from '../promql/template';

/** The conditions of a metric, with its arguments filled in, ready to judge vectors. */
export function judgeOf({ metric, args }: MeasuredMetric): Judge {
  const filledIn = (field: string) => expandTemplate(stringAt(metric, field) ?? '', args).text;
  return compileVerdict({ successCondition: filledIn('successCondition'), failureCondition: filledIn('failureCondition') }, 'vector', '1.9');
}
