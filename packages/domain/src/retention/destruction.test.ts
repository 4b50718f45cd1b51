import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrganisationId, PersonId } from '../model/ids.ts';
import { instantOf } from '../terms/amsterdam.ts';
import { addDays, localDate } from '../terms/local-date.ts';
import {
  type KeptRecord,
  type LegalHold,
  mustBeDestroyed,
  retentionReview,
  retentionStanding,
} from './destruction.ts';
import type { ErasureAnswer } from './erasure-request.ts';
import { defaultRetentionSettings, type RecordKind, recordKinds } from './retention-settings.ts';

const settings = defaultRetentionSettings;
const { terms } = settings;
const startsOn = localDate('2021-03-01');
const organisation = 'veilig-thuis' as OrganisationId;
const record = (kind: RecordKind, parts: Partial<KeptRecord> = {}): KeptRecord => ({
  id: 'r',
  kind,
  organisation,
  startsOn,
  youngestChild: { kind: 'NO_CHILD' },
  holds: [],
  ...parts,
});
const born = (day: string) => ({ kind: 'BORN', on: localDate(day) }) as const;
const standing = (one: KeptRecord, day: string) => retentionStanding(one, settings, localDate(day));
const at = (day: string) => instantOf(localDate(day), '03:00');
const ended = (kind: RecordKind) => ({ kind: 'TERM_ENDED', term: terms[kind] });
const erasure = (answer: ErasureAnswer) => ({
  erasure: { receivedAt: instantOf(startsOn, '10:00'), answer },
});
const granted = (day: string) =>
  erasure({ kind: 'GRANTED', by: 'fg' as PersonId, on: localDate(day) });

describe('RN2 RN3 a record is due on the day its term ends', () => {
  it.each([
    ['SCRATCH', '2021-03-31'],
    ['ROOM_LOG', '2021-03-31'],
    ['TABLE_COPY', '2031-03-01'],
    ['VT_FILE', '2036-03-01'],
    ['REPORTER_IDENTITY', '2023-03-01'],
    ['AUDIT_LINE', '2026-03-01'],
  ] as const)('%s on %s', (kind, day) => {
    const before = addDays(localDate(day), -1);
    expect(retentionStanding(record(kind), settings, before)).toEqual({ kind: 'KEPT', until: day });
    expect(standing(record(kind), day)).toEqual({ kind: 'DUE', since: day, why: ended(kind) });
    expect(standing(record(kind), '2040-01-01')).toEqual({
      kind: 'DUE',
      since: day,
      why: ended(kind),
    });
  });
  it('by the term of its own organisation', () => {
    const term = { ...terms.SCRATCH, length: { unit: 'DAYS', count: 10 } } as const;
    const own = { ...settings, exceptions: [{ organisation, kind: 'SCRATCH', term }] } as const;
    expect(retentionStanding(record('SCRATCH'), own, localDate('2021-03-11'))).toEqual({
      kind: 'DUE',
      since: '2021-03-11',
      why: { kind: 'TERM_ENDED', term },
    });
  });
});

describe('RN6 the 18th birthday of the youngest child', () => {
  const until = (
    child: 'IGNORED' | 'LATER_OF_BOTH' | 'EARLIER_OF_BOTH',
    one: Partial<KeptRecord>,
  ) => {
    const own = { ...settings, terms: { ...terms, VT_FILE: { ...terms.VT_FILE, child } } };
    const answer = retentionStanding(record('VT_FILE', one), own, startsOn);
    return answer.kind === 'KEPT' ? answer.until : answer.kind;
  };
  it.each([
    ['LATER_OF_BOTH', '2020-06-10', '2038-06-10'],
    ['LATER_OF_BOTH', '2010-06-10', '2036-03-01'],
    ['EARLIER_OF_BOTH', '2020-06-10', '2036-03-01'],
    ['EARLIER_OF_BOTH', '2010-06-10', '2028-06-10'],
    ['IGNORED', '2020-06-10', '2036-03-01'],
    ['IGNORED', '2010-06-10', '2036-03-01'],
  ] as const)('%s, born %s: kept until %s', (child, day, expected) => {
    expect(until(child, { youngestChild: born(day) })).toBe(expected);
  });
  it('a birthday that is unknown counts as the day the term started', () => {
    const youngestChild = { kind: 'UNKNOWN' } as const;
    expect(until('LATER_OF_BOTH', { youngestChild })).toBe('2039-03-01');
    expect(until('EARLIER_OF_BOTH', { youngestChild })).toBe('2036-03-01');
  });
  it('without a child the length counts', () => {
    expect(until('LATER_OF_BOTH', {})).toBe('2036-03-01');
    expect(until('EARLIER_OF_BOTH', {})).toBe('2036-03-01');
  });
});

describe('RN7 a kind without a term', () => {
  const unknown = record('FAX' as RecordKind);
  it('is listed, and not destroyed', () => {
    expect(standing(unknown, '2040-01-01')).toEqual({ kind: 'NO_TERM' });
    expect(retentionReview([unknown], settings, at('2040-01-01'))).toEqual({
      due: [],
      held: [],
      withoutTerm: ['r'],
    });
  });
  it('is due when a request for it was granted', () => {
    expect(standing({ ...unknown, ...granted('2026-11-24') }, '2026-11-24')).toEqual({
      kind: 'DUE',
      since: '2026-11-24',
      why: { kind: 'ERASURE_GRANTED' },
    });
  });
});

describe('RN10 RN11 a legal hold', () => {
  const hold: LegalHold = { reason: 'beroep loopt', from: localDate('2021-03-20') };
  const scratch = (parts: Partial<LegalHold> = {}) =>
    record('SCRATCH', { holds: [{ ...hold, ...parts }] });
  it('suspends destruction as long as it lasts', () => {
    expect(standing(scratch(), '2039-01-01')).toEqual({
      kind: 'HELD',
      since: '2021-03-31',
      why: ended('SCRATCH'),
      holds: [hold],
    });
    expect(standing(scratch(), '2021-03-30').kind).toBe('KEPT');
  });
  it('holds from its first day up to its end', () => {
    const until = localDate('2021-06-01');
    expect(standing(scratch({ from: localDate('2021-04-02') }), '2021-04-01').kind).toBe('DUE');
    expect(standing(scratch({ from: localDate('2021-04-02') }), '2021-04-02').kind).toBe('HELD');
    expect(standing(scratch({ until }), '2021-05-31').kind).toBe('HELD');
    expect(standing(scratch({ until }), '2021-06-01')).toEqual({
      kind: 'DUE',
      since: '2021-03-31',
      why: ended('SCRATCH'),
    });
  });
  it('of several only those that last are named', () => {
    const over = { ...hold, until: localDate('2021-04-01') };
    const one = record('SCRATCH', { holds: [over, hold] });
    expect(standing(one, '2021-05-01')).toMatchObject({ kind: 'HELD', holds: [hold] });
  });
  it('also after a granted request', () => {
    const one = record('VT_FILE', { ...granted('2021-04-01'), holds: [hold] });
    expect(standing(one, '2021-05-01')).toMatchObject({
      kind: 'HELD',
      why: { kind: 'ERASURE_GRANTED' },
    });
  });
});

describe('RN22 a request', () => {
  it('that was granted makes the record due on that day', () => {
    const one = record('VT_FILE', granted('2026-11-24'));
    expect(standing(one, '2026-11-23')).toEqual({ kind: 'KEPT', until: '2026-11-24' });
    expect(standing(one, '2026-11-24')).toEqual({
      kind: 'DUE',
      since: '2026-11-24',
      why: { kind: 'ERASURE_GRANTED' },
    });
  });
  it('that was granted after the term ended changes nothing', () => {
    expect(standing(record('SCRATCH', granted('2026-11-24')), '2026-11-24')).toEqual({
      kind: 'DUE',
      since: '2021-03-31',
      why: ended('SCRATCH'),
    });
  });
  it.each([
    { kind: 'NONE' },
    { kind: 'REFUSED', by: 'fg' as PersonId, on: localDate('2022-01-01'), reason: 'belang' },
  ] as const)('that was not granted changes nothing: %o', (answer) => {
    expect(standing(record('VT_FILE', erasure(answer)), '2026-11-24')).toEqual({
      kind: 'KEPT',
      until: '2036-03-01',
    });
  });
});

describe('RN30 the list', () => {
  const hold: LegalHold = { reason: 'klacht', from: startsOn };
  const records = [
    record('TABLE_COPY', { id: 'kept', startsOn: localDate('2026-01-01') }),
    record('AUDIT_LINE', { id: '0' }),
    record('SCRATCH', { id: 'b', startsOn: localDate('2026-01-01') }),
    record('SCRATCH', { id: 'a', startsOn: localDate('2026-01-01') }),
    record('SCRATCH', { id: 'y', holds: [hold] }),
    record('SCRATCH', { id: 'x', holds: [hold] }),
    record('SCRATCH', { id: 'z', holds: [hold], startsOn: localDate('2021-02-01') }),
    record('FAX' as RecordKind, { id: 'q' }),
    record('FAX' as RecordKind, { id: 'p' }),
  ];
  it('says what, since when and why, the oldest first', () => {
    expect(mustBeDestroyed(records, settings, at('2026-11-24'))).toEqual([
      { id: 'a', kind: 'SCRATCH', organisation, since: '2026-01-31', why: ended('SCRATCH') },
      { id: 'b', kind: 'SCRATCH', organisation, since: '2026-01-31', why: ended('SCRATCH') },
      { id: '0', kind: 'AUDIT_LINE', organisation, since: '2026-03-01', why: ended('AUDIT_LINE') },
    ]);
  });
  it('beside it what is held with why, and what has no term', () => {
    const review = retentionReview(records, settings, at('2026-11-24'));
    expect(review.due).toHaveLength(3);
    expect(review.held.map(({ id }) => id)).toEqual(['z', 'x', 'y']);
    expect(review.held.at(0)).toEqual({
      id: 'z',
      kind: 'SCRATCH',
      organisation,
      since: '2021-03-03',
      why: ended('SCRATCH'),
      holds: [hold],
    });
    expect(review.withoutTerm).toEqual(['p', 'q']);
  });
  it('is the same whatever order the records come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        expect(retentionReview(shuffled, settings, at('2026-11-24'))).toEqual(
          retentionReview(records, settings, at('2026-11-24')),
        );
      }),
    );
  });
  it('the day is that of Amsterdam', () => {
    const due = (day: string, time: string) =>
      mustBeDestroyed([record('SCRATCH')], settings, instantOf(localDate(day), time)).length;
    expect([due('2021-03-30', '23:59'), due('2021-03-31', '00:00')]).toEqual([0, 1]);
  });
  it('never destroys what is held, nor anything before its day', () => {
    const anyRecord = fc
      .record({
        kind: fc.constantFrom(...recordKinds),
        days: fc.nat({ max: 6000 }),
        held: fc.boolean(),
        grantedAfter: fc.option(fc.nat({ max: 3000 }), { nil: undefined }),
      })
      .map(({ kind, days, held, grantedAfter }) => {
        const start = addDays(localDate('2020-01-01'), days);
        const answer = grantedAfter === undefined ? {} : granted(addDays(start, grantedAfter));
        return record(kind, {
          startsOn: start,
          holds: held ? [{ ...hold, from: start }] : [],
          ...answer,
        });
      });
    fc.assert(
      fc.property(anyRecord, fc.nat({ max: 7000 }), (one, days) => {
        const today = addDays(localDate('2020-01-01'), days);
        const answer = retentionStanding(one, settings, today);
        if (answer.kind === 'DUE') {
          expect(one.holds).toEqual([]);
          expect(answer.since <= today).toBe(true);
        }
        if (answer.kind === 'KEPT') expect(answer.until > today).toBe(true);
      }),
    );
  });
});
