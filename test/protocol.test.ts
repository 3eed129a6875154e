import { transportOfPort } from '../src/protocol';

describe('a port', () => {
  test.each([
    ['http', 'requests'], ['http-web', 'requests'], ['http2', 'requests'], ['grpc', 'requests'], ['grpc-web', 'requests'], ['grpc-web-ui', 'requests'],
    ['https', 'tls'], ['tls-postgres', 'tls'],
    ['tcp', 'tcp'], ['mongo', 'tcp'], ['mysql', 'tcp'], ['redis-cache', 'tcp'],
    ['web', undefined], ['tcpweb', undefined], ['', undefined],
  ])('named %j is carried as %s', (name, transport) => {
    expect(transportOfPort({ number: 8080, name })).toBe(transport);
  });

  test.each([['kubernetes.io/h2c', 'requests'], ['kubernetes.io/wss', 'tls'], ['TLS', 'tls'], ['acme.io/own', undefined]])('of appProtocol %j is carried as %s, whatever its name', (appProtocol, transport) => {
    expect(transportOfPort({ number: 8080, name: 'tcp', appProtocol })).toBe(transport);
  });

  test('that MySQL is known by is TCP unless it says otherwise', () => {
    expect([transportOfPort({ number: 3306 }), transportOfPort({ number: 3306, name: 'http' })]).toEqual(['tcp', 'requests']);
  });
});
