import { type NameCheck } from '../names';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * What is wrong with an IP address.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/ip.go
 */
export const ipProblems: NameCheck = (text) => {
  if (!isIp(text)) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
  return isMapped(text) ? ['must not be an IPv4-mapped IPv6 address'] : [];
};

/** Addresses that no packet from elsewhere is for: unspecified, loopback, and those of the link. */
const SPECIAL = [/^(?:0\.0\.0\.0$|127\.|169\.254\.|224\.0\.0\.)/, /^0{127}[01]$/, /^1111111010/, /^11111111....0010/];

/**
 * What is wrong with an address that others are to reach.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go ValidateNonSpecialIP
 */
export const reachableIpProblems: NameCheck = (text) => {
  const problems = ipProblems(text);
  if (!isIp(text) || !SPECIAL.some((form) => form.test(text.includes(':') ? bitsOf(text) : text))) return problems;
  return [...problems, 'may not be unspecified, in the loopback range, link-local or link-local multicast'];
};

export const cidrProblems: NameCheck = (text) => {
  const prefix = parseCidr(text);
  if (prefix === undefined) return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];
  const address = text.slice(0, text.indexOf('/'));
  if (isMapped(address)) return ['must not have an IPv4-mapped IPv6 address'];
  return bitsOf(address).includes('1', prefix.length) ? ['must not have bits set beyond the prefix length'] : [];
};

export function isIp(text: string): boolean {
  return IPV4.test(text) || isIpv6(text);
}

/** Whether a text is an address to those who overlook zeros in front, which others read as octal. */
export function isIpWithZeros(text: string): boolean {
  return isIp(text.replace(/(^|[.:])0+(?=\d+(?:\.|$))/g, '$1'));
}

/** An address of IPv4 that is written as one of IPv6. */
function isMapped(address: string): boolean {
  return address.includes(':') && bitsOf(address).startsWith(`${'0'.repeat(80)}${'1'.repeat(16)}`);
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
