import { describe, expect, it } from 'vitest';
import { readTrustedProxies } from '../configuration/trusted-proxies.ts';
import { clientAddresses, visitorOf } from './client-address.ts';

const outside = '203.0.113.9';

/** Where somebody is, by who is at the other end of the line and what was forwarded. */
function addressBehind(setting: string, from: string, forwarded?: string): string {
  const trusted = readTrustedProxies(setting);
  if (!trusted) throw new Error(`${setting} is no setting`);
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddresses(trusted)({ headers, socket: { remoteAddress: from } });
}

describe('the address of whoever asks', () => {
  it('OP240 is what a trusted proxy says, and nothing that somebody else says', () => {
    expect(addressBehind('127.0.0.1', '127.0.0.1', outside)).toBe(outside);
    expect(addressBehind('0', '127.0.0.1', outside)).toBe('127.0.0.1');
    expect(addressBehind('127.0.0.1', outside, '192.0.2.1')).toBe(outside);
    expect(addressBehind('127.0.0.1', '127.0.0.1')).toBe('127.0.0.1');
  });

  it('OP240 is the last that is believed: what a visitor put in front stays in front', () => {
    const claimed = `192.0.2.1, ${outside}`;
    expect(addressBehind('127.0.0.1', '127.0.0.1', claimed)).toBe(outside);
    expect(addressBehind('127.0.0.1,10.0.0.0/8', '127.0.0.1', `${claimed}, 10.1.2.3`)).toBe(
      outside,
    );
    expect(addressBehind('loopback,uniquelocal', '::1', `${claimed}, 10.1.2.3`)).toBe(outside);
    expect(addressBehind('1', '198.51.100.1', claimed)).toBe(outside);
    expect(addressBehind('2', '198.51.100.1', `192.0.2.1, ${outside}, 198.51.100.2`)).toBe(outside);
    expect(addressBehind('2', '198.51.100.1', outside)).toBe(outside);
  });

  it.each([
    ['::ffff:203.0.113.9', outside],
    ['203.0.113.9:51000', outside],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['unknown', '127.0.0.1'],
    ['', '127.0.0.1'],
    [`${outside}, niets`, '127.0.0.1'],
  ])('OP240 reads %j as proxies write it', (forwarded, address) => {
    expect(addressBehind('loopback', '::ffff:127.0.0.1', forwarded)).toBe(address);
  });

  it('OP240 says when somebody who is not trusted names an address', () => {
    let times = 0;
    const addressOf = clientAddresses({ kind: 'NONE' }, () => (times += 1));
    const socket = { remoteAddress: '127.0.0.1' };
    addressOf({ headers: {}, socket });
    expect(times).toBe(0);
    addressOf({ headers: { 'x-forwarded-for': outside }, socket });
    expect(times).toBe(1);
  });
});

describe('one visitor', () => {
  it('AP243 is an address, and with IPv6 the network of one line', () => {
    expect(visitorOf('192.0.2.7')).toBe('192.0.2.7');
    expect(visitorOf('2001:db8:1:2::3')).toBe(visitorOf('2001:0db8:0001:0002:ffff:ffff:ffff:ffff'));
    expect(visitorOf('2001:db8:1:2::3')).not.toBe(visitorOf('2001:db8:1:3::3'));
    expect(visitorOf('::1')).toBe('0:0:0:0::/64');
    expect(visitorOf('2001:db8::')).toBe('2001:db8:0:0::/64');
  });
});
