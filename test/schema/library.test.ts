import { matchesRe2 } from '../../src/manifest/re2';
import { compileCel } from '../../src/schema/cel-environment';
import { STRING_FORMATS } from '../../src/schema/formats';
import { allResourceSchemas, findResourceSchema } from '../../src/schema/library';
import { type CelRule, type Schema } from '../../src/schema/schema';

/** Every schema of every kind, once. */
function allSchemas(): Schema[] {
  const found = new Set<Schema>();
  const visit = (schema: Schema | undefined) => {
    if (!schema || found.has(schema)) return;
    found.add(schema);
    const { properties, items, additionalProperties, not, allOf, anyOf, oneOf } = schema;
    [...properties?.values() ?? [], items, additionalProperties, not, ...allOf ?? [], ...anyOf ?? [], ...oneOf ?? []].forEach(visit);
  };
  allResourceSchemas().forEach(({ schema, metadata }) => [schema, metadata].forEach(visit));
  return [...found];
}

function allRules(): CelRule[] {
  return allSchemas().flatMap(({ rules = [] }) => rules);
}

test('there is a schema for every kind that a bundle has', () => {
  const kinds = allResourceSchemas().map(({ apiVersion, kind }) => `${apiVersion}/${kind}`);
  expect(kinds.filter((name) => !name.includes('istio.io')).sort()).toEqual([
    'apps/v1/Deployment', 'apps/v1/ReplicaSet', 'argoproj.io/v1alpha1/AnalysisRun', 'argoproj.io/v1alpha1/AnalysisTemplate',
    'argoproj.io/v1alpha1/ClusterAnalysisTemplate', 'argoproj.io/v1alpha1/Experiment', 'argoproj.io/v1alpha1/Rollout',
    'autoscaling/v2/HorizontalPodAutoscaler', 'batch/v1/CronJob', 'batch/v1/Job', 'networking.k8s.io/v1/Ingress', 'networking.k8s.io/v1/NetworkPolicy',
    'policy/v1/PodDisruptionBudget', 'rbac.authorization.k8s.io/v1/ClusterRole', 'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
    'rbac.authorization.k8s.io/v1/Role', 'rbac.authorization.k8s.io/v1/RoleBinding', 'v1/ConfigMap', 'v1/Namespace', 'v1/Pod', 'v1/Secret', 'v1/Service',
    'v1/ServiceAccount',
  ]);
  expect(kinds).toEqual(expect.arrayContaining(['networking.istio.io/v1/VirtualService', 'networking.istio.io/v1alpha3/DestinationRule',
    'security.istio.io/v1beta1/AuthorizationPolicy', 'telemetry.istio.io/v1alpha1/Telemetry']));
});

test.each([
  ['argoproj.io/v1alpha1', 'Rollout', { namespaced: true, builtIn: false, statusSubresource: true, replicasPath: '.spec.replicas' }],
  ['argoproj.io/v1alpha1', 'ClusterAnalysisTemplate', { namespaced: false, builtIn: false, statusSubresource: false }],
  ['v1', 'Namespace', { namespaced: false, builtIn: true }],
  ['networking.istio.io/v1', 'VirtualService', { namespaced: true, builtIn: false, statusSubresource: true }],
])('%s %s', (apiVersion, kind, expected) => {
  expect(findResourceSchema(apiVersion, kind)).toMatchObject({ apiVersion, kind, ...expected });
});

test('every rule of the pinned CRDs can be evaluated', () => {
  // GIVEN
  const rules = [...new Set(allRules().map(({ rule }) => rule))];

  // WHEN
  const broken = rules.filter((rule) => {
    try {
      return typeof compileCel(rule) !== 'function';
    } catch {
      return true;
    }
  });

  // THEN
  expect(rules.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});

test('no rule of the pinned CRDs computes its message or looks at a value that is not there yet', () => {
  expect(allRules().filter(({ messageExpression, optionalOldSelf }) => messageExpression ?? optionalOldSelf)).toEqual([]);
});

test('every pattern of the pinned CRDs is one of RE2', () => {
  const patterns = allSchemas().map(({ pattern }) => pattern).filter((pattern) => pattern !== undefined);
  expect(patterns.length).toBeGreaterThan(3);
  for (const pattern of patterns) expect(() => matchesRe2(pattern, 'x')).not.toThrow();
});

test('every format of the pinned schemas is checked', () => {
  const formats = new Set(allSchemas().filter(({ type }) => type === 'string').map(({ format }) => format).filter((format) => format !== undefined));
  expect([...formats].sort()).toEqual(Object.keys(STRING_FORMATS).sort());
});
