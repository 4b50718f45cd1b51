import { describe, expect, it } from 'vitest';
import { readWrittenNumber } from './written-number.ts';

describe('a number that somebody typed', () => {
  it.each([
    ['17', 17],
    [' 8 ', 8],
    ['0', 0],
    ['007', 7],
  ])('AG320 %j is %i', (text, value) => {
    expect(readWrittenNumber(text, 'minutes')).toEqual({ ok: true, value });
  });

  it.each([
    '17,5',
    '17.5',
    '1.000',
    '-1',
    '+1',
    '1e3',
    '0x10',
    '17 jaar',
    '１７',
    '1 7',
    '12345',
    'NaN',
  ])('AG320 %j is refused and not guessed', (text) => {
    const mistakes = [{ path: 'minutes', kind: 'NOT_A_NUMBER' }];
    expect(readWrittenNumber(text, 'minutes')).toEqual({ ok: false, mistakes });
  });

  it('AG320 nothing is missing, and not nought', () => {
    const mistakes = [{ path: 'minutes', kind: 'MISSING' }];
    expect(readWrittenNumber(' ', 'minutes')).toEqual({ ok: false, mistakes });
  });
});
