import { describe, expect, it } from 'vitest';
import type { PersonId } from '../model/ids.ts';
import { instantOf } from '../terms/amsterdam.ts';
import { localDate } from '../terms/local-date.ts';
import { defaultTermSettings } from '../terms/term-settings.ts';
import { type ErasureAnswer, erasureStanding } from './erasure-request.ts';

const by = 'fg' as PersonId;
const on = localDate('2026-12-10');
const receivedAt = instantOf(localDate('2026-11-24'), '10:00');
const at = (day: string) => instantOf(localDate(day), '12:00');
const standing = (answer: ErasureAnswer, day: string) =>
  erasureStanding({ receivedAt, answer }, at(day));
const none: ErasureAnswer = { kind: 'NONE' };

describe('RN20 a request is answered within three months', () => {
  it.each([
    ['2027-02-22', { kind: 'ON_TIME', unit: 'WORKING_DAYS', left: 2 }],
    ['2027-02-24', { kind: 'TODAY' }],
    ['2027-02-25', { kind: 'LATE', unit: 'WORKING_DAYS', by: 1 }],
  ])('on %s', (day, clock) => {
    expect(standing(none, day)).toEqual({ kind: 'OPEN', clock, reasonMissing: false });
  });
  it('the term is a setting', () => {
    const { terms, ...rest } = defaultTermSettings;
    const rule = { ...terms.ERASURE_ANSWER, length: { unit: 'MONTHS', count: 1 } } as const;
    const settings = { ...rest, terms: { ...terms, ERASURE_ANSWER: rule } };
    expect(erasureStanding({ receivedAt, answer: none }, at('2026-12-24'), settings)).toMatchObject(
      {
        clock: { kind: 'TODAY' },
      },
    );
  });
  it('counts by the holidays that the table chose', () => {
    const holidays = { liberationDay: 'EVERY_YEAR', goodFriday: true } as const;
    const received = instantOf(localDate('2026-01-03'), '10:00');
    const request = { receivedAt: received, answer: none };
    const settings = { ...defaultTermSettings, holidays };
    expect(erasureStanding(request, at('2026-04-07'), settings)).toMatchObject({
      clock: { kind: 'TODAY' },
    });
    expect(erasureStanding(request, at('2026-04-02'), settings)).toMatchObject({
      clock: { left: 1 },
    });
    expect(erasureStanding(request, at('2026-04-07'))).toMatchObject({ clock: { kind: 'LATE' } });
  });
});

describe('RN21 a refusal carries its reason', () => {
  it('with one it is an answer', () => {
    const refused: ErasureAnswer = { kind: 'REFUSED', by, on, reason: ' belang van de dochter ' };
    expect(standing(refused, '2027-06-01')).toEqual({
      kind: 'REFUSED',
      on,
      reason: 'belang van de dochter',
    });
  });
  it.each(['', '   '])('without one (%j) the clock goes on', (reason) => {
    expect(standing({ kind: 'REFUSED', by, on, reason }, '2027-02-24')).toEqual({
      kind: 'OPEN',
      clock: { kind: 'TODAY' },
      reasonMissing: true,
    });
  });
  it('RN22 a yes is an answer', () => {
    expect(standing({ kind: 'GRANTED', by, on }, '2027-06-01')).toEqual({ kind: 'GRANTED', on });
  });
});
