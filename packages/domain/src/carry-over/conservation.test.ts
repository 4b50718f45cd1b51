import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionId, CaseId, ItemId, PersonId } from '../model/ids.ts';
import { decisionKinds } from '../model/vocabulary.ts';
import { addHours, instantOf } from '../terms/amsterdam.ts';
import { addDays, localDate } from '../terms/local-date.ts';
import { orphansOf } from './conservation.ts';
import type { Ending, EndingKind } from './endings.ts';
import { nextAgenda } from './next-agenda.ts';
import { keyOf, type OpenThing } from './open-things.ts';

const by = 'lb' as PersonId;
const caseId = 'esdoorn' as CaseId;
const today = localDate('2026-12-01');
const meetingAt = instantOf(today, '09:00');
const asked = instantOf(localDate('2026-11-24'), '10:30');
const agendaOf = (open: readonly OpenThing[], endings: readonly Ending[] = []) =>
  nextAgenda({ open, endings, meetingAt });
const ending = (thing: string, kind: EndingKind): Ending => ({
  thing,
  ending: kind,
  by,
  at: asked,
});

const day = fc.integer({ min: -60, max: 90 }).map((n) => addDays(today, n));
const moment = fc.integer({ min: -240, max: 0 }).map((n) => addHours(meetingAt, n));
const maybeDay = fc.option(day, { nil: undefined });
const reason = fc.constantFrom('', ' ', 'wachtlijst');
const id = fc.integer({ min: 0, max: 9 }).map((n) => `id-${n}`);

const anyItem = fc
  .record({
    item: id,
    day,
    offeredAt: moment,
    checkOn: maybeDay,
    kind: fc.constantFrom('NEW', 'UNREACHED', 'ADJOURNED', 'DEFERRED', 'HANDOVER'),
    answer: fc.constantFrom('NONE', 'RECEIVED', 'REFUSED'),
  })
  .map(({ item, kind, answer, offeredAt, ...rest }) => {
    const standing = {
      kind,
      checkOn: rest.checkOn,
      handover: { offeredAt, answer: { kind: answer, by, at: asked } },
    };
    return {
      kind: 'ITEM',
      item,
      caseId,
      firstOnAgenda: rest.day,
      timesPostponed: 1,
      standing,
    } as unknown as OpenThing;
  });
const anyAction = fc
  .record({
    action: id,
    dueDate: maybeDay,
    until: day,
    askedAt: fc.option(moment, { nil: undefined }),
    acceptance: fc.constantFrom('NONE', 'ACCEPTED', 'ACCEPTED_ON_BEHALF', 'DECLINED'),
    outcome: fc.constantFrom('NONE', 'DONE', 'NOT_DONE', 'MORE_TIME'),
    agreed: fc.boolean(),
  })
  .map((one) => {
    const outcome = { kind: one.outcome, until: one.until, agreed: one.agreed, by, at: asked };
    const hold = one.askedAt && { holder: by, askedAt: one.askedAt };
    const acceptance = { kind: one.acceptance };
    return {
      kind: 'ACTION',
      action: one.action,
      caseId,
      dueDate: one.dueDate,
      acceptance,
      hold,
      outcome,
    } as unknown as OpenThing;
  });
const anyOther = fc
  .record({ id, day: maybeDay, dueOn: day, stopped: fc.constantFrom('', 'YES', 'NO', 'UNKNOWN') })
  .map((one) => {
    const outcome = one.stopped ? { violenceStopped: one.stopped, by, at: asked } : undefined;
    return (one.day
      ? { kind: 'DISSENT', dissent: one.id, caseId, revisitOn: one.day }
      : {
          kind: 'MONITORING',
          moment: { id: one.id, caseId, dueOn: one.dueOn, outcome },
        }) as unknown as OpenThing;
  });
const anyOpen = fc.uniqueArray(fc.oneof(anyItem, anyAction, anyOther), {
  selector: keyOf,
  maxLength: 25,
});
const anyEnding = fc
  .record({
    key: fc.tuple(fc.constantFrom('ITEM', 'ACTION', 'DISSENT', 'MONITORING'), id),
    kind: fc.constantFrom(
      'DECIDED',
      'HANDED_OVER',
      'DONE',
      'REPLACED',
      'SETTLED',
      'SAFE',
      'STOPPED',
    ),
    decision: fc.constantFrom(...decisionKinds),
    reason,
  })
  .map(({ key, ...parts }) =>
    ending(key.join(':'), { ...parts, receipt: { by, at: asked } } as unknown as EndingKind),
  );

describe('CO25 nothing falls off', () => {
  it('every open thing is in exactly one place', () => {
    fc.assert(
      fc.property(anyOpen, fc.array(anyEnding, { maxLength: 15 }), (open, endings) => {
        const agenda = agendaOf(open, endings);
        expect(orphansOf(open, agenda)).toEqual([]);
        const places = [...agenda.followUp, ...agenda.items, ...agenda.later, ...agenda.ended];
        expect(places.map(({ thing }) => keyOf(thing)).sort()).toEqual(open.map(keyOf).sort());
      }),
      { numRuns: 300 },
    );
  });
  it('what waits returns by itself when its day has come', () => {
    fc.assert(
      fc.property(anyOpen, (open) => {
        for (const { thing, returnsOn } of agendaOf(open).later) {
          const then = instantOf(addDays(returnsOn, 1), '09:00');
          expect(nextAgenda({ open: [thing], endings: [], meetingAt: then }).later).toEqual([]);
        }
      }),
    );
  });
});

describe('CO25 the proof finds what breaks it', () => {
  const unreached: OpenThing = {
    kind: 'ITEM',
    item: 'a' as ItemId,
    caseId,
    firstOnAgenda: today,
    timesPostponed: 1,
    standing: { kind: 'UNREACHED' },
  };
  const lateAction: OpenThing = {
    kind: 'ACTION',
    action: 'b' as ActionId,
    item: 'a' as ItemId,
    caseId,
    dueDate: localDate('2026-11-27'),
    acceptance: { kind: 'ACCEPTED', by, at: asked, seen: '' },
    outcome: { kind: 'NONE' },
  };
  const open = [unreached, lateAction];
  const whole = agendaOf(open);
  it('something that is nowhere', () => {
    expect(orphansOf(open, { ...whole, followUp: [] })).toEqual([
      { thing: 'ACTION:b', kind: 'LOST' },
    ]);
    expect(orphansOf(open, { ...whole, items: [] })).toEqual([{ thing: 'ITEM:a', kind: 'LOST' }]);
  });
  it('something that is in two places', () => {
    const twice = { ...whole, later: [{ thing: unreached, returnsOn: today }] };
    expect(orphansOf(open, twice)).toEqual([{ thing: 'ITEM:a', kind: 'TWICE' }]);
  });
  it('something that was ended by nothing', () => {
    const end = (kind: EndingKind, thing = 'ITEM:a') => ({
      ...whole,
      items: [],
      ended: [{ thing: unreached, ending: ending(thing, kind) }],
    });
    const broken = [{ thing: 'ITEM:a', kind: 'ENDED_BY_NOTHING' }];
    expect(orphansOf(open, end({ kind: 'STOPPED', reason: '' }))).toEqual(broken);
    expect(orphansOf(open, end({ kind: 'DECIDED', decision: 'DEFERRAL' }))).toEqual(broken);
    expect(orphansOf(open, end({ kind: 'STOPPED', reason: 'klaar' }, 'ITEM:b'))).toEqual(broken);
    expect(orphansOf(open, end({ kind: 'STOPPED', reason: 'klaar' }))).toEqual([]);
  });
});
