import { Duration } from 'cdk8s';
import { AnalysisArg, Prometheus, type PrometheusOptions, SecretKey, Threshold } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const ADDRESS = 'https://prometheus.example.com';
const SECRET = SecretKey.of('prometheus', 'credential');
const BY_CANARY = [{ name: 'canary-hash' }, { name: 'namespace' }];

/** What is written for a Prometheus with these options: the template's arguments, the Rollout's, and the provider. */
function written(options?: PrometheusOptions, analysis = {}) {
  const chart = newChart();
  newCanary({ analysis: { prometheus: Prometheus.at(ADDRESS, options), ...analysis } }, chart);
  const { args, metrics } = manifestOf(chart, 'clusterScope' in analysis ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate').spec;
  const { query, ...provider } = metrics[0].provider.prometheus;
  return { args, provider, given: manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.args.map(({ name }: any) => name) };
}

function secretArg(name: string) {
  return { name, valueFrom: { secretKeyRef: { name: 'prometheus', key: 'credential' } } };
}

describe('Prometheus.at', () => {
  test('writes the address alone where there are no options', () => {
    expect(written()).toEqual({ args: BY_CANARY, provider: { address: ADDRESS }, given: ['canary-hash', 'namespace'] });
  });

  test('writes headers, insecure and timeout', () => {
    expect(written({ headers: { 'X-Scope-OrgID': 'shop' }, insecure: true, timeout: Duration.minutes(1) }).provider).toEqual({
      address: ADDRESS, headers: [{ key: 'X-Scope-OrgID', value: 'shop' }], insecure: true, timeout: 60,
    });
  });

  test.each([
    ['bearerToken', 'prometheus-bearer-token', 'Bearer {{args.prometheus-bearer-token}}'],
    ['basicAuth', 'prometheus-basic-auth', 'Basic {{args.prometheus-basic-auth}}'],
  ])('has the template, and not the Rollout, fill in %s from the Secret', (option, arg, value) => {
    expect(written({ headers: { tenant: 'shop' }, [option]: SECRET })).toEqual({
      args: [...BY_CANARY, secretArg(arg)],
      provider: { address: ADDRESS, headers: [{ key: 'tenant', value: 'shop' }, { key: 'Authorization', value }] },
      given: ['canary-hash', 'namespace'],
    });
  });

  test('writes OAuth 2.0 with the client\'s secret by reference, in a ClusterAnalysisTemplate too', () => {
    const oauth2 = { tokenUrl: 'https://login.example.com/token', clientId: 'shop', clientSecret: SECRET };
    expect(written({ oauth2: { ...oauth2, scopes: ['metrics.read'] } }, { clusterScope: true })).toEqual({
      args: [...BY_CANARY, secretArg('prometheus-client-secret')],
      provider: { address: ADDRESS, authentication: { oauth2: { ...oauth2, clientSecret: '{{args.prometheus-client-secret}}', scopes: ['metrics.read'] } } },
      given: ['canary-hash', 'namespace'],
    });
    expect(written({ oauth2 }).provider.authentication.oauth2).not.toHaveProperty('scopes');
  });

  test.each(['prometheus:9090', 'prometheus', '', 'ftp://prometheus', 'http://'])('fails on %p', (address) => {
    expect(messageOf(() => Prometheus.at(address))).toBe(
      `'address' must have the scheme http or https and a host, got '${address}'; for example 'http://prometheus.istio-system:9090'`,
    );
  });

  test('fails on credentials without repeating them', () => {
    expect(messageOf(() => Prometheus.at('http://admin:secret@prometheus:9090'))).toBe(
      '\'address\' must not hold credentials, got some for host \'prometheus\'; what is written here ends up in Git',
    );
  });

  const oauth2 = { tokenUrl: 'https://login', clientId: 'shop', clientSecret: SECRET };

  test.each<[string, PrometheusOptions, string]>([
    ['a credential by value', { headers: { authorization: 'Bearer s3cret' } },
      '\'headers\' must not hold \'authorization\', got a value for it; what is written here ends up in Git: use bearerToken, basicAuth or oauth2, which refer to a Secret'],
    ['a name that is no token', { headers: { 'X Tenant': 'shop' } },
      '\'headers\' must have names of letters, digits and !#$%&\'*+-.^_`|~, got \'X Tenant\'; every query would be an error: give a name such as \'X-Scope-OrgID\''],
    ['two names that are one', { headers: { tenant: 'a', Tenant: 'b' } },
      '\'headers\' must have names that differ in more than case, got \'tenant\' and \'Tenant\'; only one of them would be sent: leave one out'],
    ['a newline in a value', { headers: { tenant: 'shop\n' } },
      '\'headers\' must have values of printable ASCII without \'{{\', got another one for \'tenant\'; every query would be an error: leave out newlines and templates'],
    ['a template in a value', { headers: { tenant: '{{args.tenant}}' } },
      '\'headers\' must have values of printable ASCII without \'{{\', got another one for \'tenant\'; every query would be an error: leave out newlines and templates'],
    ['two ways in', { bearerToken: SECRET, oauth2 },
      'a Prometheus must have at most one of bearerToken, basicAuth and oauth2, got bearerToken and oauth2; each sets the header Authorization: give one'],
    ['a timeout of nothing', { timeout: Duration.seconds(0) }, '\'timeout\' must be positive and a whole number of seconds, got 0 s; give at least Duration.seconds(1)'],
    ['a timeout of parts of a second', { timeout: Duration.millis(500) },
      '\'timeout\' must be positive and a whole number of seconds, got 0.5 s; Argo Rollouts counts whole seconds: round it up'],
    ['a token URL that is none', { oauth2: { ...oauth2, tokenUrl: 'login.example.com' } },
      '\'oauth2.tokenUrl\' must have the scheme http or https and a host, got \'login.example.com\'; for example \'https://login.example.com/oauth2/token\''],
    ['a token URL with credentials', { oauth2: { ...oauth2, tokenUrl: 'https://shop:s3cret@login' } },
      '\'oauth2.tokenUrl\' must not hold credentials, got some for host \'login\'; what is written here ends up in Git'],
    ['a client without a name', { oauth2: { ...oauth2, clientId: ' ' } },
      '\'oauth2.clientId\' must not be empty, got \' \'; Argo Rollouts would refuse to ask: give the name that the client is registered by'],
    ['a template in OAuth 2.0', { oauth2: { ...oauth2, scopes: ['{{args.scope}}'] } },
      '\'oauth2\' must not hold \'{{\', got \'{{args.scope}}\'; Argo Rollouts would take it for an argument that nobody gives: write it out'],
  ])('fails on %s', (_, options, message) => {
    expect(messageOf(() => Prometheus.at(ADDRESS, options))).toBe(message);
  });

  test.each(['prometheus-bearer-token', 'prometheus-basic-auth', 'prometheus-client-secret'])('keeps %s out of a threshold\'s arguments and queries', (arg) => {
    expect(messageOf(() => Threshold.query('x', { query: 'up', min: 1, args: { [arg]: AnalysisArg.value('a') } }))).toBe(
      `'args' of threshold 'x' must not hold '${arg}', got a value for it; a Secret of analysis.prometheus fills it in: choose another name`,
    );
    expect(messageOf(() => Threshold.query('x', { query: `{{args.${arg}}}`, min: 1 }))).toBe(
      `threshold 'x' must use only known arguments (canary-hash, stable-hash, namespace, rollout), got '${arg}'; Argo Rollouts would end the analysis with an error: add it to 'args'`,
    );
  });
});

describe('SC0307', () => {
  const PLAIN = 'http://prometheus:9090';
  const oauth2 = { tokenUrl: 'https://login', clientId: 'shop', clientSecret: SECRET };

  function inTheClear(address: string, options: PrometheusOptions): string[] {
    const { findings } = newCanary({ analysis: { prometheus: Prometheus.at(address, options) } });
    return findings.filter(({ code }) => code === 'SC0307').map(({ path, message }) => `${path}: ${message}`);
  }

  function said(path: string, what: string, url: string): string {
    return `spec.metrics[0].provider.prometheus.${path}: ${what} goes to '${url}' unencrypted: whoever sees the traffic of the Argo Rollouts controller can read it`;
  }

  test.each<[string, PrometheusOptions, string[]]>([
    [PLAIN, { bearerToken: SECRET }, [said('address', 'the credential', PLAIN)]],
    ['HTTP://prometheus', { basicAuth: SECRET }, [said('address', 'the credential', 'HTTP://prometheus')]],
    [PLAIN, { oauth2 }, [said('address', 'the token', PLAIN)]],
    [ADDRESS, { oauth2: { ...oauth2, tokenUrl: 'http://login' } }, [said('authentication.oauth2.tokenUrl', 'the client\'s secret', 'http://login')]],
    [PLAIN, { oauth2: { ...oauth2, tokenUrl: 'http://login' } }, [said('address', 'the token', PLAIN), said('authentication.oauth2.tokenUrl', 'the client\'s secret', 'http://login')]],
    [ADDRESS, { oauth2 }, []],
    [ADDRESS, { bearerToken: SECRET }, []],
    [PLAIN, { headers: { 'X-Scope-OrgID': 'shop' } }, []],
  ])('is, for %s with %j, about what goes over the network unencrypted', (address, options, messages) => {
    expect(inTheClear(address, options)).toEqual(messages);
  });
});
