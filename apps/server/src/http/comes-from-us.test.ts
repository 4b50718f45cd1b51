import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comesFromUs } from './comes-from-us.ts';

const ours = 'https://tafel.example';
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';

describe('a command', () => {
  it.each([
    ['of our own page', { origin: ours, 'sec-fetch-site': 'same-origin' }],
    ['of our own page in an older browser', { origin: ours, 'user-agent': browser }],
    ['of our own page without an origin', { 'sec-fetch-site': 'same-origin' }],
    [
      'of a browser that only tells the page',
      { referer: `${ours}/tafel/x`, 'user-agent': browser },
    ],
    [
      'of a browser that only sends JSON',
      { 'content-type': 'application/json', 'user-agent': browser },
    ],
    ['of a program', { 'user-agent': 'curl/8.5.0' }],
    ['of a program that says nothing', {}],
  ])('AP160 %s is taken', (_what, headers) => {
    expect(comesFromUs(headers, [ours])).toBe(true);
  });

  it.each([
    ['of another site', { origin: 'https://elders.example', 'sec-fetch-site': 'cross-site' }],
    ['of another site without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['of a neighbour under the same name', { 'sec-fetch-site': 'same-site' }],
    ['typed into an address bar, which sends no commands', { 'sec-fetch-site': 'none' }],
    ['that says two things', { origin: ours, 'sec-fetch-site': 'cross-site' }],
    ['that says two other things', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['of a page that hides where it is', { origin: 'null' }],
    [
      'of an old browser at another site',
      { referer: 'https://elders.example/', 'user-agent': browser },
    ],
    ['of an old browser at a site that looks like ours', { referer: `${ours}.elders.example/` }],
    ['of a browser that says nothing', { 'user-agent': browser }],
    [
      'of a form in a browser that says nothing',
      { 'content-type': 'text/plain', 'user-agent': browser },
    ],
    [
      'of JSON from another site',
      { origin: 'https://elders.example', 'content-type': 'application/json' },
    ],
    ['with a referer that is none', { referer: 'tafel.example' }],
  ])('AP160 %s is refused', (_what, headers) => {
    expect(comesFromUs(headers, [ours])).toBe(false);
  });

  it('AP160 nothing that names another site anywhere is taken', () => {
    const elsewhere = fc.domain().map((host) => `https://${host}/tafel`);
    const site = fc.constantFrom('cross-site', 'same-site', 'none');
    fc.assert(
      fc.property(elsewhere, site, fc.nat(2), (url, where, which) => {
        const told = [
          { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' },
          { origin: ours, 'sec-fetch-site': where },
          { referer: url },
        ][which];
        expect(comesFromUs(told ?? {}, [ours])).toBe(false);
      }),
    );
  });
});
