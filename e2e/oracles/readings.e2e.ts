import { readingsOf, seriesOf } from './readings';

function metric(query: string) {
  return { name: 'queue', provider: { prometheus: { query } } };
}

test('a query of the library is known by its shape, whatever it selects', () => {
  expect(readingsOf('any', metric('sum(rate(istio_requests_total{\n  reporter="destination"\n}[1m]))')).values).toMatchObject({ 'healthy': 20, 'nobody calls': null });
});

test('an example may say what its own queries read', () => {
  expect(readingsOf('02-the-article', { name: 'success-rate', provider: { prometheus: { query: 'any' } } })).toMatchObject({ withoutData: 'Error' });
});

test('the protocol is that of the query', () => {
  const protocols = (query: string) => new Set(seriesOf('any', metric(query), { namespace: 'n', service: 's' }, 'healthy').map(({ labels }) => labels.request_protocol));
  expect(protocols('x{request_protocol="grpc"}')).toEqual(new Set(['grpc']));
  expect(protocols('x{request_protocol="http"}')).toEqual(new Set(['http']));
});

test('fails for a query that nobody knows', () => {
  expect(() => readingsOf('any', metric('max(queue)'))).toThrow(
    'e2e/fixtures/any/readings.json must say what \'queue\' reads, because the library did not make its query: max(queue)');
});
