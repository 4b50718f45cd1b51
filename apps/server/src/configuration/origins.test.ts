import { describe, expect, it } from 'vitest';
import { allowedOrigins, loopbackAddress } from './origins.ts';

describe('allowedOrigins', () => {
  it('is ORIGIN and nothing else when it is set', () => {
    expect(allowedOrigins({ origin: 'https://tafel.example.nl' }, 3000)).toEqual([
      'https://tafel.example.nl',
    ]);
  });

  it('is this machine on the real port otherwise', () => {
    expect(allowedOrigins({ origin: undefined }, 41234)).toEqual([
      'http://127.0.0.1:41234',
      'http://localhost:41234',
    ]);
  });
});

describe('loopbackAddress', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['192.0.2.4', 'http://192.0.2.4:3000'],
    ['localhost', 'http://localhost:3000'],
  ])('on %s is %s', (host, address) => {
    expect(loopbackAddress(host, 3000)).toBe(address);
  });
});
