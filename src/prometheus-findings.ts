import { type CanaryFacts } from './canary-facts';
import { onTemplate } from './finding-places';
import { type Finding, Severity } from './validation/finding';

const PROVIDER = 'spec.metrics[0].provider.prometheus';

/** What there is to say about the way to Prometheus: a credential that everybody on it can read. */
export function prometheusFindings(facts: CanaryFacts): (Finding | false)[] {
  const { address, oauth2, secrets } = facts.prometheus;
  return [
    secrets.length > 0 && isPlain(address) && credentialInTheClear(facts, `${PROVIDER}.address`, oauth2 ? 'the token' : 'the credential', address),
    oauth2 !== undefined && isPlain(oauth2.tokenUrl) && credentialInTheClear(facts, `${PROVIDER}.authentication.oauth2.tokenUrl`, 'the client\'s secret', oauth2.tokenUrl),
  ];
}

function credentialInTheClear(facts: CanaryFacts, path: string, what: string, url: string): Finding {
  return {
    ...onTemplate(facts, path),
    code: 'SC0307',
    rule: 'credential-in-the-clear',
    severity: Severity.WARNING,
    message: `${what} goes to '${url}' unencrypted: whoever sees the traffic of the Argo Rollouts controller can read it`,
    fix: 'use https, or make sure that the mesh encrypts what the controller sends',
  };
}

function isPlain(url: string): boolean {
  return new URL(url).protocol === 'http:';
}
