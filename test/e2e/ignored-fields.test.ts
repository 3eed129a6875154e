import { withLiveFields } from '../../e2e/bundle/ignored-fields';

const HASH = '.spec.subsets[].labels["rollouts-pod-template-hash"]';

function virtualService(primary: number[], other: number[]): object {
  return { spec: { http: [{ name: 'other', route: other.map((weight) => ({ weight })) }, { name: 'primary', route: primary.map((weight) => ({ weight })) }] } };
}

test('the weights of one route are those of the cluster, and no others', () => {
  // WHEN
  const applied = withLiveFields(virtualService([100, 0], [100, 0]), virtualService([75, 25], [1, 99]), ['.spec.http[] | select(.name == "primary") | .route[].weight']);

  // THEN
  expect(applied).toEqual(virtualService([75, 25], [100, 0]));
});

test('a field that is only in the cluster is kept, and one that is not there goes', () => {
  // GIVEN
  const wanted = { spec: { subsets: [{ labels: { app: 'shop' } }, { labels: { 'app': 'shop', 'rollouts-pod-template-hash': 'old' } }] } };
  const live = { spec: { subsets: [{ labels: { 'app': 'other', 'rollouts-pod-template-hash': 'a' } }, { labels: { app: 'shop' } }] } };

  // THEN
  expect(withLiveFields(wanted, live, [HASH])).toEqual({
    spec: { subsets: [{ labels: { 'app': 'shop', 'rollouts-pod-template-hash': 'a' } }, { labels: { app: 'shop' } }] },
  });
});

test('nothing is added where what holds the field is missing', () => {
  expect(withLiveFields({ metadata: {} }, { metadata: { annotations: { a: '1' } } }, ['.metadata.annotations["a"]'])).toEqual({ metadata: {} });
});

test('fails where an expression is made of more', () => {
  expect(() => withLiveFields({}, {}, ['.spec.http[] | map(.name)'])).toThrow(
    '\'.spec.http[] | map(.name)\' must be made of fields, \'[]\' and \'select(.field == "value")\', got \' | map(.name)\'');
});
