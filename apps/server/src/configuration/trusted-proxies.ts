import { BlockList, isIP } from 'node:net';

/** Which neighbours may say for whom they ask. */
export type TrustedProxies =
  /** Nobody: whoever is at the other end of the line is the one who asks. */
  | { readonly kind: 'NONE' }
  /** So many proxies stand in front of this server, whatever their addresses. */
  | { readonly kind: 'COUNT'; readonly count: number }
  /** Proxies at these addresses. */
  | { readonly kind: 'ADDRESSES'; readonly addresses: BlockList };

/** More in a row than any network has. */
const mostProxies = 10;

/** Names for the networks in which proxies usually stand. */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Reads a number of proxies, or their addresses and networks with commas between them.
 *
 * @returns undefined for a text that is neither
 */
export function readTrustedProxies(text: string): TrustedProxies | undefined {
  if (/^\d{1,2}$/.test(text)) {
    const count = Number(text);
    if (count > mostProxies) return undefined;
    return count === 0 ? { kind: 'NONE' } : { kind: 'COUNT', count };
  }
  const addresses = new BlockList();
  for (const part of text.split(',').map((each) => each.trim()))
    for (const network of named[part] ?? [part])
      if (!addNetwork(addresses, network)) return undefined;
  return { kind: 'ADDRESSES', addresses };
}

function addNetwork(addresses: BlockList, network: string): boolean {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const version = isIP(address);
  if (version === 0) return false;
  const longest = version === 4 ? 32 : 128;
  const bits = length === undefined ? longest : Number(length);
  // A network of everybody would let anybody say to be anybody.
  if (bits < 1 || bits > longest) return false;
  addresses.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  return true;
}
