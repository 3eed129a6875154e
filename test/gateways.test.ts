import { type SmartCanaryProps } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const INGRESS = ['istio-system/ingress'];

function specOf(props: Partial<SmartCanaryProps>, namespace: string | undefined = 'arch') {
  const chart = newChart({ namespace });
  newCanary(props, chart);
  return manifestOf(chart, 'VirtualService').spec;
}

describe('the VirtualService', () => {
  test('without gateways is in force in the mesh alone', () => {
    expect(Object.keys(specOf({})).sort()).toEqual(['hosts', 'http']);
  });

  test.each<[string[], string[]]>([
    [['shop.example.com'], INGRESS],
    [['*.example.com', 'shop.example.org'], ['ingress', 'istio-system/ingress']],
    [['*-shop.Example.com', '*shop.example.org', 'a.'.repeat(127) + 'a'], ['0-ingress/0']],
  ])('for hosts %j at gateways %j splits callers inside the mesh, too', (hosts, gateways) => {
    expect(specOf({ hosts, gateways })).toEqual({
      ...specOf({}), hosts: ['shop.arch.svc.cluster.local', ...hosts], gateways: [...gateways, 'mesh'],
    });
  });

  test('has one route for all hosts, to the subsets of the service\'s own', () => {
    const { http } = specOf({ hosts: ['shop.example.com'], gateways: INGRESS });
    expect(http.map(({ route }: any) => route.map(({ destination }: any) => destination.host))).toEqual([['shop.arch.svc.cluster.local', 'shop.arch.svc.cluster.local']]);
  });
});

describe('gateways and hosts', () => {
  test.each<[Partial<SmartCanaryProps>, string]>([
    [{ gateways: INGRESS }, '\'hosts\' must be given with gateways, got none for \'istio-system/ingress\'; callers from outside need a name to ask for: set hosts: [\'shop.example.com\']'],
    [{ hosts: ['shop.example.com', 'shop.example.org'] },
      '\'gateways\' must be given with hosts, got none for \'shop.example.com\', \'shop.example.org\'; callers inside the mesh use the service\'s own host, others come through a gateway: '
      + 'set gateways: [\'istio-system/ingress\']'],
    [{ gateways: ['mesh'] }, '\'gateways\' must not hold \'mesh\', got \'mesh\'; it is added, so that callers inside the mesh are split, too: leave it out'],
    [{ gateways: ['istio-system/Ingress'] },
      '\'gateways\' must be names of Gateways (a-z, 0-9 and \'-\', a letter or digit at both ends, at most 63 characters), after a namespace and \'/\' where it is another one, '
      + 'got \'istio-system/Ingress\'; give it a name of that form, as \'istio-system/ingress\''],
    [{ gateways: ['ingress', 'arch/ingress'] }, '\'gateways\' must be distinct, got \'ingress\' and \'arch/ingress\'; leave out one of them'],
    [{ hosts: ['*'], gateways: INGRESS },
      '\'hosts\' must not hold \'*\', got \'*\'; Istio refuses it where callers inside the mesh are split, too: name the hosts, as \'*.example.com\''],
    [{ hosts: ['checkout'], gateways: INGRESS },
      '\'hosts\' must be host names of two words or more (letters, digits, \'-\' and \'.\', a letter or digit at both ends of each word, at most 63 characters a word and 255 in all, '
      + 'no number last), the first of them with \'*\' at its start or without, got \'checkout\'; give it a name of that form, as \'shop.example.com\' or \'*.example.com\''],
    [{ hosts: ['shop.example.com', '*.example.com'], gateways: INGRESS },
      '\'hosts\' must not overlap, got \'shop.example.com\' and \'*.example.com\', which covers it; Istio refuses both in one VirtualService: leave out \'shop.example.com\''],
    [{ hosts: ['shop.example.com', 'Shop.example.com'], gateways: INGRESS },
      '\'hosts\' must not overlap, got \'shop.example.com\' and \'Shop.example.com\', which covers it; Istio refuses both in one VirtualService: leave out \'shop.example.com\''],
    [{ hosts: ['*.cluster.local'], gateways: INGRESS },
      '\'hosts\' must not cover the service\'s own host \'shop.arch.svc.cluster.local\', which is added, got \'*.cluster.local\'; Istio refuses hosts that overlap: leave it out'],
  ])('fail on %j', (props, message) => {
    expect(messageOf(() => specOf(props))).toBe(message);
  });

  test.each(['shop.arch.svc', 'Shop.arch.SVC', 'shop.arch.svc.cluster.local.', '*.arch.svc'])('fail on the host %j, another name of the service\'s own', (host) => {
    expect(messageOf(() => specOf({ hosts: [host], gateways: INGRESS }))).toBe(
      `'hosts' must be names for callers from outside, got '${host}', another name of the service's own host 'shop.arch.svc.cluster.local'; `
      + 'that one is added, and its callers are split under all its names: leave it out',
    );
  });

  test.each(['web.arch.svc.cluster.local', 'web.other.svc', '*.other.svc.cluster.local', '*.OTHER.svc'])('fail on the host %j, which is of other Services', (host) => {
    expect(messageOf(() => specOf({ hosts: [host], gateways: INGRESS }))).toBe(
      `'hosts' must be names for callers from outside, got '${host}', which stands for Services of the cluster; `
      + 'Istio takes one VirtualService for a host, so their callers would get this service, or it would not be split: leave it out',
    );
  });

  test('fail on Services of a cluster with another domain', () => {
    expect(messageOf(() => specOf({ hosts: ['web.other.svc.k8s.example.com'], gateways: INGRESS, clusterDomain: 'k8s.example.com' }))).toContain('which stands for Services of the cluster');
    expect(specOf({ hosts: ['web.other.svc.cluster.local'], gateways: INGRESS, clusterDomain: 'k8s.example.com' }).hosts).toContain('web.other.svc.cluster.local');
  });

  test.each(['*.cluster.local', '*.svc.cluster.local', '*.local'])('fail on the host %j where the namespace is not known', (host) => {
    const chart = newChart();
    expect(messageOf(() => newCanary({ hosts: [host], gateways: INGRESS }, chart))).toContain('which stands for Services of the cluster');
  });

  test('let through what may be a domain', () => {
    expect(specOf({ hosts: ['shop.arch', 'svc.example.com', 'cluster.local'], gateways: INGRESS }).hosts).toHaveLength(4);
  });

  test.each(['', 'a..b', '-a.b', 'a-.b', 'a.*', 'a*.b', 'a.b:443', 'a_b.c', 'a.1', '10.0.0.1', '*-.b', `${'a'.repeat(64)}.b`, `*-${'a'.repeat(62)}.b`, 'a.'.repeat(128)])('fail on the host %j', (host) => {
    expect(messageOf(() => specOf({ hosts: [host], gateways: INGRESS }))).toContain(`got '${host}'; give it a name of that form`);
  });

  test.each(['', '/', 'a/', '/a', 'a/b/c', 'a.b', 'a.b/c', '-a', '*/a', 'a'.repeat(64)])('fail on the gateway %j', (gateway) => {
    expect(messageOf(() => specOf({ hosts: ['shop.example.com'], gateways: [gateway] }))).toContain(`got '${gateway}'; give it a name of that form`);
  });
});
