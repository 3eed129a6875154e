import { type MutualTlsOptions, type SimpleTlsOptions, TrafficTls } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const FILES = { clientCertificate: '/etc/certs/client.pem', privateKey: '/etc/certs/key.pem' };
const CHECKS = { caCertificates: '/etc/certs/ca.pem', subjectAltNames: ['shop.example.com'], sni: 'shop.example.com' };

function writtenFor(tls: TrafficTls) {
  const chart = newChart();
  newCanary({ trafficPolicy: { tls } }, chart);
  return manifestOf(chart, 'DestinationRule').spec.trafficPolicy;
}

/** What is said about it, and not about the rest of the canary. */
function codesOf(tls: TrafficTls): string[] {
  return newCanary({ trafficPolicy: { tls } }).findings.filter(({ path }) => path.startsWith('spec.trafficPolicy')).map(({ code }) => code);
}

describe('TrafficTls', () => {
  test.each<[string, TrafficTls, object]>([
    ['disable', TrafficTls.disable(), { mode: 'DISABLE' }],
    ['istioMutual', TrafficTls.istioMutual(), { mode: 'ISTIO_MUTUAL' }],
    ['simple alone', TrafficTls.simple(), { mode: 'SIMPLE' }],
    ['simple with files', TrafficTls.simple(CHECKS), { mode: 'SIMPLE', ...CHECKS }],
    ['simple that trusts anybody', TrafficTls.simple({ insecureSkipVerify: true, sni: 'shop' }), { mode: 'SIMPLE', insecureSkipVerify: true, sni: 'shop' }],
    ['simple with checks that it says to keep', TrafficTls.simple({ ...CHECKS, insecureSkipVerify: false }), { mode: 'SIMPLE', ...CHECKS, insecureSkipVerify: false }],
    ['simple with a Secret', TrafficTls.simple({ credentialName: 'shop-tls', subjectAltNames: ['shop'] }), { mode: 'SIMPLE', credentialName: 'shop-tls', subjectAltNames: ['shop'] }],
    ['mutual with files', TrafficTls.mutual({ ...FILES, ...CHECKS }), { mode: 'MUTUAL', ...FILES, ...CHECKS }],
    ['mutual that trusts anybody', TrafficTls.mutual({ ...FILES, insecureSkipVerify: true }), { mode: 'MUTUAL', ...FILES, insecureSkipVerify: true }],
    ['mutual with a Secret, trusting anybody', TrafficTls.mutual({ credentialName: 'shop-tls', insecureSkipVerify: true }), { mode: 'MUTUAL', credentialName: 'shop-tls', insecureSkipVerify: true }],
  ])('%s becomes what Istio calls it and nothing else', (_, tls, written) => {
    expect(writtenFor(tls)).toEqual({ tls: written });
  });

  test.each<[SimpleTlsOptions, string]>([
    [{ caCertificates: ' ' }, '\'trafficPolicy.tls.caCertificates\' must not be empty, got \' \'; leave it out for Istio\'s default'],
    [{ sni: '' }, '\'trafficPolicy.tls.sni\' must not be empty, got \'\'; leave it out for Istio\'s default'],
    [{ subjectAltNames: [] }, '\'trafficPolicy.tls.subjectAltNames\' must not be empty, got []; leave it out for the host that the caller asks for'],
    [{ subjectAltNames: ['shop', ''] }, '\'trafficPolicy.tls.subjectAltNames\' must not be empty, got \'\'; leave it out for Istio\'s default'],
    [{ credentialName: 'configmap://shop' },
      '\'trafficPolicy.tls.credentialName\' must be a DNS name (a-z, 0-9, \'-\' and \'.\', a letter or digit at both ends, at most 253 characters), '
      + 'got \'configmap://shop\'; try \'configmap-shop\''],
    [{ credentialName: 'shop-tls', caCertificates: '/ca' },
      '\'trafficPolicy.tls.caCertificates\' must be left out with credentialName, got both; Istio refuses them, for the Secret holds it: leave out one of them'],
    ...(['caCertificates', 'credentialName', 'subjectAltNames'] as const).map((field): [SimpleTlsOptions, string] => [
      { insecureSkipVerify: true, [field]: field === 'subjectAltNames' ? ['shop'] : 'shop' },
      `'trafficPolicy.tls.${field}' must be left out with insecureSkipVerify in TrafficTls.simple, got both; Istio refuses them, for nothing is checked by it: leave out one of them`,
    ]),
  ])('fails on simple(%j)', (options, message) => {
    expect(messageOf(() => TrafficTls.simple(options))).toBe(message);
  });

  const NEITHER = 'TrafficTls.mutual must get clientCertificate and privateKey, or credentialName, got';

  test.each<[MutualTlsOptions, string]>([
    [{}, `${NEITHER} none of them; Istio refuses it: give both paths, or use TrafficTls.simple`],
    [{ clientCertificate: '/cert' }, `${NEITHER} clientCertificate alone; Istio refuses it: give both paths, or use TrafficTls.simple`],
    [{ privateKey: '/key' }, `${NEITHER} privateKey alone; Istio refuses it: give both paths, or use TrafficTls.simple`],
    [{ clientCertificate: '', privateKey: '/key' }, '\'trafficPolicy.tls.clientCertificate\' must not be empty, got \'\'; leave it out for Istio\'s default'],
    [{ ...FILES, insecureSkipVerify: true, caCertificates: '/ca' },
      '\'trafficPolicy.tls.caCertificates\' must be left out with insecureSkipVerify in TrafficTls.mutual, got both; Istio refuses them, for nothing is checked by it: leave out one of them'],
    [{ ...FILES, insecureSkipVerify: true, subjectAltNames: ['shop'] },
      '\'trafficPolicy.tls.subjectAltNames\' must be left out with insecureSkipVerify in TrafficTls.mutual, got both; Istio refuses them, for nothing is checked by it: leave out one of them'],
    ...(['clientCertificate', 'privateKey', 'caCertificates'] as const).map((field): [MutualTlsOptions, string] => [
      { credentialName: 'shop-tls', [field]: '/etc/certs/file.pem' },
      `'trafficPolicy.tls.${field}' must be left out with credentialName, got both; Istio refuses them, for the Secret holds it: leave out one of them`,
    ]),
  ])('fails on mutual(%j)', (options, message) => {
    expect(messageOf(() => TrafficTls.mutual(options))).toBe(message);
  });

  test.each<[string, TrafficTls, string[]]>([
    ['disable', TrafficTls.disable(), []],
    ['istioMutual', TrafficTls.istioMutual(), []],
    ['simple', TrafficTls.simple(), ['SC0206']],
    ['mutual', TrafficTls.mutual(FILES), ['SC0206']],
    ['mutual with a Secret', TrafficTls.mutual({ credentialName: 'shop-tls' }), ['SC0206', 'SC0207']],
  ])('%s is warned about where the pods\' sidecars cannot read it, or callers in the mesh have no certificate', (_, tls, codes) => {
    expect(codesOf(tls)).toEqual(codes);
  });
});
