import { describe, expect, it } from 'vitest';
import { nextIndex } from './next-index.ts';

describe('arrow keys in a list', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowRight', 2, 0],
    ['ArrowUp', 0, 2],
    ['ArrowLeft', 2, 1],
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['a', 1, undefined],
  ])('%s from %i leads to %o of three', (key, from, to) => {
    expect(nextIndex(key, from, 3)).toBe(to);
  });

  it('lead nowhere in an empty list', () => {
    expect(nextIndex('ArrowDown', 0, 0)).toBeUndefined();
  });
});
