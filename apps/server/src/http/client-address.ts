import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { TrustedProxies } from '../configuration/trusted-proxies.ts';

/** At which network address the person behind a request is. */
export type ClientAddressOf = (request: Arrived) => string;

type Arrived = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** The one header in which every proxy says for whom it asks. */
const header = 'x-forwarded-for';

/**
 * Finds out who asks, behind the proxies that are trusted. Each proxy adds the address that asked it, so the
 * addresses are believed from the last to the first, as far as those who said them are trusted.
 *
 * @param ignored called when somebody who is not trusted says for whom they ask
 */
export function clientAddresses(
  trusted: TrustedProxies,
  ignored: () => void = () => undefined,
): ClientAddressOf {
  return ({ headers, socket }) => {
    let address = plainAddress(socket.remoteAddress ?? '') ?? '';
    const said = headers[header];
    if (said === undefined) return address;
    const asked = [said].flat().join(',').split(',').toReversed();
    if (!isTrusted(trusted, address, 0)) ignored();
    for (const [passed, text] of asked.entries()) {
      const before = plainAddress(text.trim());
      if (before === undefined || !isTrusted(trusted, address, passed)) break;
      address = before;
    }
    return address;
  };
}

function isTrusted(trusted: TrustedProxies, address: string, passed: number): boolean {
  switch (trusted.kind) {
    case 'NONE':
      return false;
    case 'COUNT':
      return passed < trusted.count;
    case 'ADDRESSES':
      return (
        isIP(address) > 0 && trusted.addresses.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
      );
  }
}

/** An address as one text: no port, no brackets, no zone, and IPv4 as IPv4. Undefined for what is none. */
function plainAddress(text: string): string | undefined {
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const [address = ''] = bare.split('%');
  const inner = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
  return isIP(inner) > 0 ? inner.toLowerCase() : undefined;
}

const groups = 8;
const networkGroups = 4;

/**
 * What counts as one visitor who is not known: an address, or with IPv6 the network of 2^64 addresses that one
 * line gets, or whoever has such a line would have as many budgets.
 */
export function visitorOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const between = Array.from(
    { length: Math.max(0, groups - before.length - after.length) },
    () => '0',
  );
  const whole = tail === undefined ? before : [...before, ...between, ...after];
  return `${whole
    .slice(0, networkGroups)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
