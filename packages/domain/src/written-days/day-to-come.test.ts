import { describe, expect, it } from 'vitest';
import { localDate } from '../terms/local-date.ts';
import { dayToComeMistake } from './day-to-come.ts';

const today = localDate('2026-11-24');
const kindOf = (day: string, mayBeToday = true) =>
  dayToComeMistake({ path: 'until', day: localDate(day), today, mayBeToday })?.kind;

describe('a day that is still to come', () => {
  it.each([
    ['2026-11-23', 'IN_PAST'],
    ['2025-12-31', 'IN_PAST'],
    ['2026-11-24', undefined],
    ['2026-11-25', undefined],
    ['2036-11-24', undefined],
    ['2036-11-25', 'TOO_FAR_AHEAD'],
    ['2126-11-24', 'TOO_FAR_AHEAD'],
  ])('UC320 %s is refused as %s', (day, kind) => {
    expect(kindOf(day)).toBe(kind);
  });

  it('UC320 today is no later day, where a later one is asked for', () => {
    expect(kindOf('2026-11-24', false)).toBe('IS_TODAY');
    expect(kindOf('2026-11-25', false)).toBeUndefined();
  });

  it('UC320 says what was understood', () => {
    const day = localDate('2020-01-01');
    expect(dayToComeMistake({ path: 'until', day, today, mayBeToday: true })).toEqual({
      path: 'until',
      kind: 'IN_PAST',
      understood: '2020-01-01',
    });
  });
});
