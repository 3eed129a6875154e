import { firstRepeated } from './repeated';
import { type Acceptance, CODE } from './validation/acceptance';

/** Checks what is accepted: without a reason nobody knows later whether it still holds. */
export function resolveAcceptances(acceptances: Acceptance[] = []): Acceptance[] {
  if (!Array.isArray(acceptances)) throw new Error(`'accept' must be a list, got ${String(acceptances)}; for example [{ code: 'SC0601', reason: 'another team deploys it' }]`);
  const resolved = acceptances.map(resolveAcceptance);
  const twice = firstRepeated(resolved.map(({ code }) => code));
  if (twice !== undefined) throw new Error(`'accept' must name each code once, got '${twice}' again; give one reason for all of its findings`);
  return resolved;
}

function resolveAcceptance(acceptance: Acceptance, index: number): Acceptance {
  // A program in JavaScript may leave out what types ask for.
  const { code, reason } = acceptance as Partial<Acceptance> | undefined ?? {};
  if (typeof code !== 'string' || !CODE.test(code)) {
    throw new Error(`'accept[${index}].code' must be SC and four digits, got '${code ?? ''}'; docs/rules.md lists the codes`);
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw new Error(`'accept[${index}].reason' must say why ${code} is intended, got '${reason ?? ''}'; write it for whoever reads it in a year`);
  }
  return { code, reason: reason.trim() };
}
