import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturn } from './safe-return.ts';

describe('safeReturn', () => {
  it.each(['/', '/tafel/abc', '/casus/abc?deel=2'])('SH165 keeps %s', (path) => {
    expect(safeReturn(path)).toBe(path);
  });

  it.each([
    '//elders.example',
    '/..//elders.example',
    '/.//elders.example',
    '/tafel/..//elders.example',
    '/%2e%2e//elders.example',
    '/..\\/elders.example',
    '/\n/elders.example',
    '/\\elders.example',
    '/\t/elders.example',
    'https://elders.example/',
    'javascript:alert(1)',
    '',
    null,
    undefined,
    7,
  ])('SH165 turns %j into the start page', (asked) => {
    expect(safeReturn(asked)).toBe('/');
  });

  it('SH165 whatever was asked, a browser stays on this site, and a server can send it', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '//',
      'elders.example',
      ':',
      '@',
      '?',
      '#',
      '\t',
      '\n',
      ' ',
      'é',
      'tafel',
      '\u0000',
      '‮',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.string(), (pieces, tail) => {
        const to = safeReturn(`/${pieces.join('')}${tail}`);
        for (const site of ['https://tafel.example', 'http://127.0.0.1:3000'])
          expect(new URL(to, `${site}/inloggen`).origin).toBe(site);
        expect(() => new Headers({ location: to })).not.toThrow();
        expect(safeReturn(to)).toBe(to);
      }),
      { numRuns: 2_000 },
    );
  });
});
