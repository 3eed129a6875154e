import { hasMark } from './name-pattern';
import { isObject, type Json } from '../manifest/json';
import { looksAtPartsOfNames } from '../simulation/proof/likeness';

/** Where a name is nothing but a name: it is compared with others, and checked as one. */
const PLACES = [
  /^metadata\.(name|namespace)$/,
  /(^|\.)(labels|matchLabels)\.[^.]+(\.[^.]+)*$/,
  /^spec\.selector\.[^.]+(\.[^.]+)*$/,
  /^spec\.hosts?$/,
  /^spec\.(http|tcp|tls)\.route\.destination\.host$/,
  /^spec\.(workloadRef|scaleTargetRef)\.name$/,
  /^spec\.strategy\.canary\.(stableService|canaryService)$/,
  /^spec\.strategy\.canary\.trafficRouting\.istio\.(destinationRule|virtualServices?)\.name$/,
  /^spec\.strategy\.canary\.(analysis|steps\.analysis)\.templates\.templateName$/,
  /^spec\.template\.spec\.serviceAccountName$/,
  /^spec\.template\.spec\.containers\.(name|image|envFrom\.(configMapRef|secretRef)\.name|env\.valueFrom\.(secretKeyRef|configMapKeyRef)\.name)$/,
];

const EXPRESSIONS: ReadonlySet<string> = new Set(['query', 'successCondition', 'failureCondition']);

/** A text that a query compares a label with; what an argument becomes in it is no part of the language. */
const COMPARED_TEXT = /(?<!~)=\s*"[^"\\]*"/g;
/** Rules try such expressions with the names of a release. */
const EXPRESSION_FOR_NAMES = /destination_(service|service_name|workload|app|canonical_service)\s*[=!]~/;

/** Whether the names in objects, marked, stand only where it does not matter what they are. */
export function areNamesInPlace(value: Json, path = ''): boolean {
  if (typeof value === 'string') return !hasMark(value) || PLACES.some((place) => place.test(path));
  if (Array.isArray(value)) return (value as readonly Json[]).every((item) => areNamesInPlace(item, path));
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, below]) => !hasMark(key) && areNamesInPlace(below, path ? `${path}.${key}` : key));
}

/** The names in objects: marked, and those that are the same in all groups. */
export function namesIn(value: Json, path = ''): string[] {
  if (typeof value === 'string') return PLACES.some((place) => place.test(path)) ? [value] : [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => namesIn(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => namesIn(below, path ? `${path}.${key}` : key));
}

/** Whether queries, conditions and patterns in objects say the same whatever names arguments bring. */
export function areExpressionsIndifferent(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).every(areExpressionsIndifferent);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, below]) => {
    // Its patterns are for the names of metrics, which may have a release's in them.
    if (key === 'dryRun') return false;
    if (typeof below === 'string' && EXPRESSIONS.has(key)) return isIndifferent(below);
    return areExpressionsIndifferent(below);
  });
}

function isIndifferent(expression: string): boolean {
  return !expression.replaceAll(COMPARED_TEXT, '').includes('{{') && !EXPRESSION_FOR_NAMES.test(expression) && !looksAtPartsOfNames(expression);
}
