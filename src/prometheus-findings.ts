import { type CanaryFacts } from './canary-facts';
import { onTemplate, type Place } from './finding-places';
import { type Finding, Severity } from './validation/finding';

/** What there is to say about the way to Prometheus: a credential that everybody on it can read. */
export function prometheusFindings(facts: CanaryFacts): (Finding | false)[] {
  const first = new Map(facts.templates.toReversed().map((template) => [template.prometheus, template]));
  return facts.templates.filter((template) => first.get(template.prometheus) === template).flatMap((template) => {
    const { address, oauth2, secrets } = template.prometheus;
    const at = (path: string) => onTemplate(facts, template, `spec.metrics[0].provider.prometheus.${path}`);
    return [
      secrets.length > 0 && isPlain(address) && credentialInTheClear(at('address'), oauth2 ? 'the token' : 'the credential', address),
      oauth2 !== undefined && isPlain(oauth2.tokenUrl) && credentialInTheClear(at('authentication.oauth2.tokenUrl'), 'the client\'s secret', oauth2.tokenUrl),
    ];
  });
}

function credentialInTheClear(place: Place, what: string, url: string): Finding {
  return {
    ...place,
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
