import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHours, instantOf } from './amsterdam.ts';
import type { Deadline } from './deadlines.ts';
import { dateOfDayNumber, instant, localDate } from './local-date.ts';
import { defaultTermSettings } from './term-settings.ts';
import { dayStatus, monitoringDates, termStatus } from './term-status.ts';

const at = (day: string, time = '10:00') => instantOf(localDate(day), time);
const status = (due: string, today: string) => dayStatus(localDate(due), localDate(today));
const left = (days: number) => ({ kind: 'ON_TIME', unit: 'WORKING_DAYS', left: days });
const late = (days: number) => ({ kind: 'LATE', unit: 'WORKING_DAYS', by: days });

describe('TM30 a term on a day is on time, due today, or late', () => {
  it.each([
    ['2026-12-03', '2026-11-25', left(6)],
    ['2026-11-26', '2026-11-24', left(2)],
    ['2026-11-25', '2026-11-24', left(1)],
    ['2026-11-30', '2026-11-27', left(1)],
    ['2026-11-24', '2026-11-24', { kind: 'TODAY' }],
    ['2026-11-23', '2026-11-25', late(2)],
    ['2026-11-23', '2026-11-24', late(1)],
    ['2026-11-20', '2026-11-23', late(1)],
    ['2026-12-24', '2026-12-28', late(1)],
  ])('due %s, today %s', (due, today, expected) => {
    expect(status(due, today)).toEqual(expected);
  });

  it('TM32 on a free day it is late without a whole working day, and due before the next one', () => {
    expect(status('2026-11-20', '2026-11-21')).toEqual(late(0));
    expect(status('2026-11-22', '2026-11-21')).toEqual(left(0));
  });

  it('counts by the holidays that a table chose', () => {
    const goodFriday = { liberationDay: 'EVERY_YEAR', goodFriday: true } as const;
    const [due, today] = [localDate('2026-04-07'), localDate('2026-04-02')];
    expect(dayStatus(due, today)).toEqual(left(2));
    expect(dayStatus(due, today, goodFriday)).toEqual(left(1));
    expect(dayStatus(today, due, goodFriday)).toEqual(late(1));
    const deadline: Deadline = { kind: 'DAY', on: due };
    expect(termStatus(deadline, at('2026-04-02'), goodFriday)).toEqual(left(1));
    expect(termStatus(deadline, at('2026-04-02'))).toEqual(left(2));
  });

  it('swapping the days swaps left and late', () => {
    const day = fc.integer({ min: 18_262, max: 25_500 });
    const distance = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(day, distance, (from, days) => {
        const [a, b] = [dateOfDayNumber(from + days), dateOfDayNumber(from)];
        const [one, other] = [dayStatus(a, b), dayStatus(b, a)];
        if (a === b) expect(one).toEqual({ kind: 'TODAY' });
        else if (one.kind === 'ON_TIME')
          expect(other).toEqual({ kind: 'LATE', unit: 'WORKING_DAYS', by: one.left });
        else expect.unreachable();
      }),
    );
  });

  it('the last minute of the last day is still today, and the next minute is late', () => {
    const deadline: Deadline = { kind: 'DAY', on: localDate('2026-11-24') };
    expect(termStatus(deadline, at('2026-11-24', '23:59'))).toEqual({ kind: 'TODAY' });
    expect(termStatus(deadline, at('2026-11-25', '00:00'))).toEqual(late(1));
    expect(termStatus(deadline, at('2026-11-23', '23:59'))).toEqual(left(1));
  });
});

describe('TM31 a term in hours', () => {
  const deadline: Deadline = { kind: 'MOMENT', at: at('2026-11-25', '10:30') };
  it.each([
    ['2026-11-24', '10:30', { kind: 'ON_TIME', unit: 'HOURS', left: 24 }],
    ['2026-11-25', '06:00', { kind: 'ON_TIME', unit: 'HOURS', left: 4 }],
    ['2026-11-25', '10:29', { kind: 'ON_TIME', unit: 'HOURS', left: 0 }],
    ['2026-11-25', '10:30', { kind: 'LATE', unit: 'HOURS', by: 0 }],
    ['2026-11-25', '13:45', { kind: 'LATE', unit: 'HOURS', by: 3 }],
  ])('at %s %s', (day, time, expected) => {
    expect(termStatus(deadline, at(day, time))).toEqual(expected);
  });
  it('is late from its last millisecond on', () => {
    const last = addHours(at('2026-11-24', '10:30'), 24);
    expect(termStatus(deadline, instant(last - 1)).kind).toBe('ON_TIME');
    expect(termStatus(deadline, last).kind).toBe('LATE');
  });
});

describe('TM25 what the calendar does not know', () => {
  it('is neither on time nor late', () => {
    const unknown = { kind: 'OUTSIDE_CALENDAR' };
    expect(termStatus({ kind: 'OUTSIDE_CALENDAR' }, at('2026-11-24'))).toEqual(unknown);
    expect(status('2041-01-02', '2026-11-24')).toEqual(unknown);
    expect(status('2026-11-24', '2019-12-31')).toEqual(unknown);
  });
});

describe('TM26 monitoring moments', () => {
  it('are counted in months from the end of the involvement', () => {
    expect(monitoringDates(localDate('2026-11-30'))).toEqual([
      '2027-02-28',
      '2027-05-30',
      '2027-11-30',
      '2028-05-30',
    ]);
  });
  it('are those that a table chose', () => {
    const settings = { ...defaultTermSettings, monitoringMonths: [1, 2] };
    expect(monitoringDates(localDate('2026-01-31'), settings)).toEqual([
      '2026-02-28',
      '2026-03-31',
    ]);
  });
});
