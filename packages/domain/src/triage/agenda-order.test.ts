import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemId } from '../model/ids.ts';
import { safetyLevels, triagePriorities } from '../model/vocabulary.ts';
import { addDays, localDate } from '../terms/local-date.ts';
import { type AgendaCandidate, agendaOrder, defaultOrderSettings } from './agenda-order.ts';

const today = localDate('2026-11-24');
const settings = defaultOrderSettings(today);
const item = (id: string, parts: Partial<AgendaCandidate> = {}): AgendaCandidate => ({
  item: id as ItemId,
  firstOnAgenda: today,
  timesPostponed: 0,
  ...parts,
});
const order = (candidates: readonly AgendaCandidate[]) =>
  agendaOrder(candidates, settings).map((place) => place.item);
const place = (candidate: AgendaCandidate) => agendaOrder([candidate], settings).at(0);

describe('TR30 the order of the agenda', () => {
  it('by urgency', () => {
    const byPriority = [...triagePriorities]
      .reverse()
      .map((priority) => item(priority, { priority }));
    expect(order(byPriority)).toEqual(triagePriorities);
  });
  it('then by level; what nobody can assess stands after structural', () => {
    const byLevel = [...safetyLevels].map((level) => item(level, { priority: 'THIS_WEEK', level }));
    expect(order(byLevel)).toEqual([
      'ACUTE',
      'STRUCTURAL',
      'NOT_ASSESSABLE',
      'MULTI_PROBLEM',
      'SAFE_ENOUGH',
    ]);
  });
  it('urgency goes before level', () => {
    expect(
      order([
        item('b', { priority: 'WAITING', level: 'ACUTE' }),
        item('a', { priority: 'WITHIN_TERM', level: 'SAFE_ENOUGH' }),
      ]),
    ).toEqual(['a', 'b']);
  });
  it('a level that is not known stands between structural and multi-problem', () => {
    const same = { priority: 'THIS_WEEK' } as const;
    expect(
      order([
        item('c', { ...same, level: 'MULTI_PROBLEM' }),
        item('b', same),
        item('a', { ...same, level: 'STRUCTURAL' }),
      ]),
    ).toEqual(['a', 'b', 'c']);
  });
  it('then by how often it was postponed, then the term, then age, then id', () => {
    const same = { priority: 'THIS_WEEK', level: 'STRUCTURAL' } as const;
    const dueOn = localDate('2026-11-27');
    expect(
      order([
        item('g', same),
        item('f', same),
        item('e', { ...same, firstOnAgenda: addDays(today, -7) }),
        item('d', { ...same, dueOn: addDays(dueOn, 1) }),
        item('c', { ...same, dueOn }),
        item('b', { ...same, dueOn, firstOnAgenda: addDays(today, -1) }),
        item('a', { ...same, timesPostponed: 1 }),
      ]),
    ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  const day = fc.integer({ min: -30, max: 30 }).map((n) => addDays(today, n));
  const candidate = fc
    .record(
      {
        item: fc.integer({ min: 0, max: 999 }).map((n) => `i${n}` as ItemId),
        firstOnAgenda: day,
        timesPostponed: fc.nat({ max: 6 }),
        priority: fc.constantFrom(...triagePriorities),
        level: fc.constantFrom(...safetyLevels),
        dueOn: day,
      },
      { requiredKeys: ['item', 'firstOnAgenda', 'timesPostponed'] },
    )
    .map((one): AgendaCandidate => one);
  const agenda = fc.uniqueArray(candidate, { selector: (one) => one.item, maxLength: 12 });

  it('is the same whatever order the items come in, and holds each of them once', () => {
    fc.assert(
      fc.property(
        agenda.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        ([items, shuffled]) => {
          expect(order(shuffled)).toEqual(order(items));
          expect([...order(items)].sort()).toEqual(items.map((one) => one.item).sort());
        },
      ),
    );
  });
  it('TR32 postponing never puts something later, and only "act now" stays ahead for ever', () => {
    fc.assert(
      fc.property(candidate, fc.nat({ max: 9 }), (one, more) => {
        const rank = (times: number) =>
          triagePriorities.indexOf(place({ ...one, timesPostponed: times })?.urgency ?? 'WAITING');
        expect(rank(one.timesPostponed + more)).toBeLessThanOrEqual(rank(one.timesPostponed));
        expect(rank(99)).toBeLessThanOrEqual(triagePriorities.indexOf('THIS_WEEK'));
        if (rank(0) > 0) expect(rank(99)).toBe(triagePriorities.indexOf('THIS_WEEK'));
      }),
    );
  });
});

describe('TR31 urgency is the priority, or where the level puts it until the table chooses', () => {
  it.each([
    [{ priority: 'WAITING', level: 'ACUTE' }, 'WAITING', { kind: 'PRIORITY', priority: 'WAITING' }],
    [{ level: 'ACUTE' }, 'ACT_NOW', { kind: 'LEVEL', level: 'ACUTE' }],
    [{ level: 'STRUCTURAL' }, 'THIS_WEEK', { kind: 'LEVEL', level: 'STRUCTURAL' }],
    [{ level: 'NOT_ASSESSABLE' }, 'THIS_WEEK', { kind: 'LEVEL', level: 'NOT_ASSESSABLE' }],
    [{ level: 'MULTI_PROBLEM' }, 'WITHIN_TERM', { kind: 'LEVEL', level: 'MULTI_PROBLEM' }],
    [{ level: 'SAFE_ENOUGH' }, 'WAITING', { kind: 'LEVEL', level: 'SAFE_ENOUGH' }],
    [{}, 'THIS_WEEK', { kind: 'NOTHING_KNOWN' }],
  ] as const)('%j', (known, urgency, reason) => {
    expect(place(item('a', known))).toEqual({
      item: 'a',
      urgency,
      reason,
      term: { kind: 'NO_TERM' },
    });
  });
});

describe('TR32 every second time that it is postponed it moves up one step', () => {
  it.each([
    ['WAITING', 1, 'WAITING'],
    ['WAITING', 2, 'WITHIN_TERM'],
    ['WAITING', 3, 'WITHIN_TERM'],
    ['WAITING', 4, 'THIS_WEEK'],
    ['WAITING', 20, 'THIS_WEEK'],
    ['WITHIN_TERM', 2, 'THIS_WEEK'],
    ['THIS_WEEK', 20, 'THIS_WEEK'],
    ['ACT_NOW', 20, 'ACT_NOW'],
  ] as const)('%s after %i times: %s', (priority, timesPostponed, urgency) => {
    const moved = place(item('a', { priority, timesPostponed }));
    expect(moved?.urgency).toBe(urgency);
    expect(moved?.reason).toEqual(
      urgency === priority
        ? { kind: 'PRIORITY', priority }
        : { kind: 'POSTPONED', times: timesPostponed, from: priority },
    );
  });
  it('how often is a setting', () => {
    const waiting = item('a', { priority: 'WAITING', timesPostponed: 2 });
    const urgency = (postponementsPerStep: number) =>
      agendaOrder([waiting], { ...settings, postponementsPerStep }).at(0)?.urgency;
    expect([1, 2, 3, 0].map(urgency)).toEqual(['THIS_WEEK', 'WITHIN_TERM', 'WAITING', 'THIS_WEEK']);
  });
});

describe('TR33 each place says how its term stands', () => {
  it.each([
    ['2026-11-26', { kind: 'ON_TIME', unit: 'WORKING_DAYS', left: 2 }],
    ['2026-11-24', { kind: 'TODAY' }],
    ['2026-11-23', { kind: 'LATE', unit: 'WORKING_DAYS', by: 1 }],
  ])('due %s', (dueOn, term) => {
    expect(place(item('a', { dueOn: localDate(dueOn) }))?.term).toEqual(term);
  });
  it('by the holidays that the table chose', () => {
    const goodFriday = { liberationDay: 'EVERY_YEAR', goodFriday: true } as const;
    const onThursday = { ...defaultOrderSettings(localDate('2026-04-02')), holidays: goodFriday };
    const [first] = agendaOrder([item('a', { dueOn: localDate('2026-04-07') })], onThursday);
    expect(first?.term).toEqual({ kind: 'ON_TIME', unit: 'WORKING_DAYS', left: 1 });
  });
  it('a late term does not overtake what is more urgent', () => {
    const late = item('late', { priority: 'WITHIN_TERM', dueOn: localDate('2026-11-02') });
    expect(order([late, item('now', { priority: 'THIS_WEEK' })])).toEqual(['now', 'late']);
  });
});
