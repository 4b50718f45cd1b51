import { describe, expect, it } from 'vitest';
import { addHours, instantOf } from './amsterdam.ts';
import { deadlineOf, isInCalendar } from './deadlines.ts';
import { defaultHolidaySettings } from './holidays.ts';
import { localDate } from './local-date.ts';
import { defaultTermSettings, type TermRule, termKinds } from './term-settings.ts';

const { terms } = defaultTermSettings;
const at = (day: string, time = '10:00') => instantOf(localDate(day), time);
const end = (rule: TermRule, day: string, extensions?: number) =>
  deadlineOf(rule, at(day), defaultHolidaySettings, extensions);
const onDay = (day: string) => ({ kind: 'DAY', on: day });

describe('TM20 every term is a setting with its source', () => {
  it('the terms as published', () => {
    expect(termKinds.map((kind) => [kind, terms[kind].length])).toEqual([
      ['ACUTE_ACTION', { unit: 'HOURS', count: 24 }],
      ['SAFETY_ASSESSMENT', { unit: 'WORKING_DAYS', count: 5 }],
      ['INFORM_INVOLVED', { unit: 'WEEKS', count: 4 }],
      ['INVESTIGATION', { unit: 'WEEKS', count: 10 }],
      ['PROVISIONAL_ANSWER', { unit: 'HOURS', count: 24 }],
      ['ERASURE_ANSWER', { unit: 'MONTHS', count: 3 }],
      ['ACCESS_ANSWER', { unit: 'MONTHS', count: 1 }],
      ['RECTIFICATION_ANSWER', { unit: 'MONTHS', count: 1 }],
    ]);
    expect(defaultTermSettings.monitoringMonths).toEqual([3, 6, 12, 18]);
  });
  it.each(termKinds)('%s says where it comes from', (kind) => {
    expect(terms[kind].basis).toMatch(/\S+ \S+/);
  });
  it('a table may choose another length', () => {
    const rule: TermRule = {
      length: { unit: 'WORKING_DAYS', count: 3 },
      endsOnWorkingDay: false,
      basis: 'eigen afspraak',
    };
    expect(end(rule, '2026-11-24')).toEqual(onDay('2026-11-27'));
  });
});

describe('TM21 a term in hours counts real hours', () => {
  it.each([
    ['2026-11-21', '23:40', '2026-11-22', '23:40'],
    ['2026-12-25', '09:00', '2026-12-26', '09:00'],
    ['2026-10-24', '23:40', '2026-10-25', '22:40'],
    ['2026-03-28', '23:40', '2026-03-30', '00:40'],
  ])('24 hours after %s %s is %s %s', (day, time, lastDay, lastTime) => {
    const start = at(day, time);
    const deadline = deadlineOf(terms.ACUTE_ACTION, start, defaultHolidaySettings);
    expect(deadline).toEqual({ kind: 'MOMENT', at: at(lastDay, lastTime) });
    expect(deadline).toEqual({ kind: 'MOMENT', at: addHours(start, 24) });
  });
});

describe('TM22 a term in days ends at the end of a day, and its first day does not count', () => {
  it.each([
    ['2026-11-24', '2026-12-01'],
    ['2026-11-21', '2026-11-27'],
    ['2026-12-23', '2026-12-31'],
    ['2026-04-30', '2026-05-08'],
  ])('an assessment of a report of %s is owed on %s', (day, due) => {
    expect(end(terms.SAFETY_ASSESSMENT, day)).toEqual(onDay(due));
  });
  it('the day of the start is that of Amsterdam', () => {
    const justAfterMidnight = at('2026-11-25', '00:10');
    expect(deadlineOf(terms.SAFETY_ASSESSMENT, justAfterMidnight, defaultHolidaySettings)).toEqual(
      onDay('2026-12-02'),
    );
  });
});

describe('TM23 a statutory term that ends on a free day ends on the next working day', () => {
  it.each([
    [terms.INFORM_INVOLVED, '2026-11-24', '2026-12-22'],
    [terms.INFORM_INVOLVED, '2026-11-27', '2026-12-28'],
    [terms.INFORM_INVOLVED, '2026-11-28', '2026-12-28'],
    [terms.INVESTIGATION, '2026-11-24', '2027-02-02'],
    [terms.INVESTIGATION, '2026-01-26', '2026-04-07'],
    [terms.ERASURE_ANSWER, '2026-11-24', '2027-02-24'],
    [terms.ERASURE_ANSWER, '2026-11-30', '2027-03-01'],
  ])('%o from %s ends on %s', (rule, day, due) => {
    expect(end(rule, day)).toEqual(onDay(due));
  });
  it('holds for terms of the law, and not for what was agreed in hours or working days', () => {
    expect(termKinds.filter((kind) => terms[kind].endsOnWorkingDay)).toEqual([
      'INFORM_INVOLVED',
      'INVESTIGATION',
      'ERASURE_ANSWER',
      'ACCESS_ANSWER',
      'RECTIFICATION_ANSWER',
    ]);
  });
  it('a rule that does not move ends where it ends', () => {
    expect(end({ ...terms.INFORM_INVOLVED, endsOnWorkingDay: false }, '2026-11-28')).toEqual(
      onDay('2026-12-26'),
    );
  });
  it('moves by the holidays that a table chose', () => {
    const rule = terms.INFORM_INVOLVED;
    const goodFriday = { ...defaultHolidaySettings, goodFriday: true };
    expect(deadlineOf(rule, at('2026-03-06'), defaultHolidaySettings)).toEqual(onDay('2026-04-03'));
    expect(deadlineOf(rule, at('2026-03-06'), goodFriday)).toEqual(onDay('2026-04-07'));
    expect(deadlineOf(terms.SAFETY_ASSESSMENT, at('2026-03-27'), goodFriday)).toEqual(
      onDay('2026-04-07'),
    );
  });
});

describe('TM24 informing involved persons is lengthened by two weeks each time', () => {
  it.each([
    [0, '2026-12-22'],
    [1, '2027-01-05'],
    [2, '2027-01-19'],
  ])('%i times', (times, due) => {
    expect(end(terms.INFORM_INVOLVED, '2026-11-24', times)).toEqual(onDay(due));
  });
  it('a free day on the way does not lengthen what comes after it', () => {
    expect(end(terms.INFORM_INVOLVED, '2026-11-28', 1)).toEqual(onDay('2027-01-11'));
  });
  it('a term that cannot be lengthened is not', () => {
    expect(end(terms.INVESTIGATION, '2026-11-24', 3)).toEqual(onDay('2027-02-02'));
    expect(end(terms.ACUTE_ACTION, '2026-11-24', 3)).toEqual({
      kind: 'MOMENT',
      at: at('2026-11-25'),
    });
  });
});

describe('TM25 a term beyond the calendar is known to be unknown', () => {
  it.each([
    [terms.INVESTIGATION, '2040-12-01'],
    [terms.SAFETY_ASSESSMENT, '2040-12-28'],
    [terms.INFORM_INVOLVED, '2040-12-05'],
    [terms.ACUTE_ACTION, '2040-12-31'],
    [{ ...terms.INVESTIGATION, endsOnWorkingDay: false }, '2040-12-01'],
  ])('%o from %s', (rule, day) => {
    expect(end(rule, day)).toEqual({ kind: 'OUTSIDE_CALENDAR' });
  });
  it('settings that are no settings are a mistake of ours and not of the calendar', () => {
    const rule: TermRule = {
      ...terms.SAFETY_ASSESSMENT,
      length: { unit: 'WORKING_DAYS', count: -1 },
    };
    expect(() => end(rule, '2026-11-24')).toThrow('not a number of working days: -1');
  });
  it('a day is in the calendar from 2020 to 2040', () => {
    const days = ['2019-12-31', '2020-01-01', '2040-12-31', '2041-01-01'];
    expect(days.map((day) => isInCalendar(localDate(day)))).toEqual([false, true, true, false]);
  });
});
