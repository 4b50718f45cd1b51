import { describe, expect, it } from 'vitest';
import { readTrustedProxies } from './trusted-proxies.ts';

describe('readTrustedProxies', () => {
  it.each(['127.0.0.1', '10.0.0.0/24, ::1', 'loopback', 'uniquelocal,2001:db8::/32'])(
    'OP240 takes %j',
    (text) => {
      expect(readTrustedProxies(text)).toMatchObject({ kind: 'ADDRESSES' });
    },
  );

  it('OP240 takes a number', () => {
    expect(readTrustedProxies('1')).toEqual({ kind: 'COUNT', count: 1 });
    expect(readTrustedProxies('0')).toEqual({ kind: 'NONE' });
  });

  it.each([
    ...['11', '-1', '1.5', 'true', 'nginx', '10.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/'],
    ...['0.0.0.0/0', '::/0', '127.0.0.1,', '127.0.0.1/8/8', '::1/129', 'http://127.0.0.1', ' '],
  ])('OP240 refuses %j', (text) => {
    expect(readTrustedProxies(text)).toBeUndefined();
  });
});
