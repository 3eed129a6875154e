import { type JsonObject } from '../../src/manifest/json';
import { weightedRoutes } from '../../src/manifest/weighted-routes';

function choose(spec: JsonObject, entry: JsonObject = {}, managed: string[] = []) {
  const { routes, missing, ...rest } = weightedRoutes({ spec }, entry, managed);
  return { routes: routes.map(({ path }) => path.slice(1).join('.')), missing: missing.map(({ path }) => path.join('.')), ...rest };
}

const NOTHING = { missing: [], ambiguous: [], empty: [] };
const tls = (port: number, ...sniHosts: string[]) => ({ match: [{ port, sniHosts }] });

test.each<[string, JsonObject, JsonObject, ReturnType<typeof choose>]>([
  ['the named http routes', { http: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }, { routes: ['c', 'a'] }, { ...NOTHING, routes: ['http.2', 'http.0'] }],
  ['the first of two routes of one name', { http: [{ name: 'a' }, { name: 'a' }] }, { routes: ['a'] }, { ...NOTHING, routes: ['http.0'] }],
  ['the only http route, whatever its name', { http: [{ name: 'a' }] }, {}, { ...NOTHING, routes: ['http.0'] }],
  ['the first http route without a name, which the controller then refuses', { http: [{ name: 'a' }, {}, {}] }, {}, { ...NOTHING, routes: ['http.1'], ambiguous: ['http'] }],
  ['no http route where all have names', { http: [{ name: 'a' }, { name: 'b' }] }, {}, { ...NOTHING, routes: [], ambiguous: ['http'] }],
  ['what is there of the named routes', { http: [{ name: 'a' }] }, { routes: ['a', 'nope'] }, { ...NOTHING, routes: ['http.0'], missing: ['routes.1'] }],
  ['no route of an empty list', { http: [] }, {}, { ...NOTHING, routes: [], empty: ['http'] }],
  ['the tls route of a port and its hosts in any order', { tls: [tls(443, 'a'), tls(443, 'b', 'a')] }, { tlsRoutes: [{ port: 443, sniHosts: ['a', 'b'] }] }, { ...NOTHING, routes: ['tls.1'] }],
  ['no tls route of several ports', { tls: [{ match: [{ port: 1, sniHosts: ['a'] }, { port: 2, sniHosts: ['a'] }] }] }, { tlsRoutes: [{ port: 1, sniHosts: ['a'] }] }, { ...NOTHING, routes: [], missing: ['tlsRoutes.0'] }],
  ['the tcp routes of a port', { tcp: [{ match: [{ port: 1 }] }, { match: [{ port: 2 }] }, { match: [{ port: 2 }] }] }, { tcpRoutes: [{ port: 2 }] }, { ...NOTHING, routes: ['tcp.1', 'tcp.2'] }],
  ['the first tcp route where none is named', { tcp: [{}, {}] }, {}, { ...NOTHING, routes: ['tcp.0'], ambiguous: ['tcp'] }],
  ['routes of protocols that are not named as well', { http: [{ name: 'a' }], tcp: [{}] }, { routes: ['a'] }, { ...NOTHING, routes: ['http.0', 'tcp.0'] }],
  ['nothing where lists are empty', { tls: [], tcp: [] }, {}, { ...NOTHING, routes: [], empty: ['tls', 'tcp'] }],
  ['nothing where there is nothing', {}, { routes: ['a'] }, { ...NOTHING, routes: [] }],
])('chooses %s', (_, spec, entry, chosen) => {
  expect(choose(spec, entry)).toEqual(chosen);
});

test('does not count managed routes when it looks for the only one', () => {
  expect(choose({ http: [{ name: 'header' }, {}] }, {}, ['header'])).toEqual({ ...NOTHING, routes: ['http.1'] });
});
