import { type NameCheck } from '../names';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * What is wrong with an IP address.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/ip.go
 */
export const ipProblems: NameCheck = (text) => isIp(text) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];

export const cidrProblems: NameCheck = (text) => parseCidr(text) !== undefined ? [] : ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];

export function isIp(text: string): boolean {
  return IPV4.test(text) || isIpv6(text);
}

/** The bits of an address block's prefix. */
export function parseCidr(text: string): string | undefined {
  const [, address, length] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  if (address === undefined || !isIp(address)) return undefined;
  const bits = bitsOf(address);
  return Number(length) > bits.length ? undefined : bits.slice(0, Number(length));
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  const groups = halves.flatMap((half) => half === '' ? [] : half.split(':'));
  const last = groups[groups.length - 1];
  const mapped = last !== undefined && IPV4.test(last);
  if (mapped) groups.pop();
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const count = groups.length + (mapped ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

function bitsOf(address: string): string {
  if (IPV4.test(address)) return address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('');
  const [head, tail = ''] = address.split('::').map((half) => half === '' ? '' : half.split(':').map(groupBits).join(''));
  return address.includes('::') ? head + '0'.repeat(128 - head.length - tail.length) + tail : head;
}

function groupBits(group: string): string {
  return group.includes('.') ? bitsOf(group) : parseInt(group, 16).toString(2).padStart(16, '0');
}
