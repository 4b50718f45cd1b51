import { describe, expect, it } from 'vitest';
import { safeReturn } from './safe-return.ts';

describe('safeReturn', () => {
  it.each(['/', '/tafel/abc', '/casus/abc?deel=2'])('keeps %s', (path) => {
    expect(safeReturn(path)).toBe(path);
  });

  it.each([
    '//elders.example',
    '/\\elders.example',
    '/\t/elders.example',
    'https://elders.example/',
    'javascript:alert(1)',
    '',
    null,
    undefined,
    7,
  ])('turns %j into the start page', (asked) => {
    expect(safeReturn(asked)).toBe('/');
  });
});
