import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionOutcome, HandoverAnswer } from '../model/follow-up.ts';
import type {
  ActionId,
  CaseId,
  DissentId,
  ItemId,
  MonitoringId,
  OrganisationId,
  PersonId,
} from '../model/ids.ts';
import { instantOf } from '../terms/amsterdam.ts';
import { localDate } from '../terms/local-date.ts';
import type { Ending, EndingKind } from './endings.ts';
import { followUpReasons, itemReasons } from './carry-reasons.ts';
import { nextAgenda } from './next-agenda.ts';
import { keyOf, type OpenThing } from './open-things.ts';

const by = 'lb' as PersonId;
const caseId = 'esdoorn' as CaseId;
const today = localDate('2026-12-01');
const meetingAt = instantOf(today, '09:00');
const on = (day: string) => localDate(`2026-${day}`);
const asked = instantOf(on('11-24'), '10:30');

const openItem = (
  id: string,
  standing: (OpenThing & { kind: 'ITEM' })['standing'],
  parts = {},
): OpenThing => ({
  kind: 'ITEM',
  item: id as ItemId,
  caseId,
  firstOnAgenda: on('11-10'),
  timesPostponed: 0,
  standing,
  ...parts,
});
const openAction = (
  id: string,
  parts: Partial<OpenThing & { kind: 'ACTION' }> = {},
): OpenThing => ({
  kind: 'ACTION',
  action: id as ActionId,
  item: 'item-1' as ItemId,
  caseId,
  dueDate: on('11-27'),
  acceptance: { kind: 'ACCEPTED', by, at: asked, seen: '' },
  outcome: { kind: 'NONE' },
  ...parts,
});
const handover = (id: string, answer: HandoverAnswer) =>
  openItem(id, {
    kind: 'HANDOVER',
    handover: {
      item: id as ItemId,
      from: 'veilig-thuis' as OrganisationId,
      offeredAt: asked,
      answer,
    },
  });
const monitoring = (id: string, violenceStopped?: 'YES' | 'NO'): OpenThing => ({
  kind: 'MONITORING',
  moment: {
    id: id as MonitoringId,
    caseId,
    dueOn: on('11-30'),
    ...(violenceStopped ? { outcome: { violenceStopped, words: '', by, at: asked } } : {}),
  },
});
const dissent = (id: string): OpenThing => ({
  kind: 'DISSENT',
  dissent: id as DissentId,
  item: 'item-1' as ItemId,
  caseId,
  revisitOn: today,
});
const told = (outcome: 'NOT_DONE' | 'MORE_TIME'): ActionOutcome =>
  outcome === 'NOT_DONE'
    ? { kind: 'NOT_DONE', reason: 'NO_CAPACITY', words: '', by, at: asked }
    : { kind: 'MORE_TIME', until: on('12-31'), words: '', agreed: false, by, at: asked };

/** One of each, in an order that is not theirs. */
const oneOfEach: OpenThing[] = [
  openItem('i4', { kind: 'NEW' }),
  openItem('i3', { kind: 'UNREACHED' }),
  dissent('f11'),
  monitoring('f10'),
  openAction('f9', { dueDate: on('12-04') }),
  openAction('f8', { outcome: told('MORE_TIME') }),
  openItem('i1', { kind: 'ADJOURNED' }),
  openItem('i2', { kind: 'DEFERRED', checkOn: today }),
  openAction('f7'),
  openAction('f6', { outcome: told('NOT_DONE') }),
  handover('f5', { kind: 'NONE' }),
  handover('f4', { kind: 'REFUSED', by, at: asked, reason: 'wachtlijst' }),
  openAction('f3', { acceptance: { kind: 'NONE' } }),
  openAction('f2', { acceptance: { kind: 'DECLINED', by, at: asked, reason: 'vol' } }),
  monitoring('f1', 'NO'),
];
const agendaOf = (open: readonly OpenThing[], endings: readonly Ending[] = []) =>
  nextAgenda({ open, endings, meetingAt });
const names = (entries: readonly { thing: OpenThing }[]) =>
  entries.map(({ thing }) => keyOf(thing).split(':')[1]);
const ending = (thing: string, kind: EndingKind): Ending => ({
  thing,
  ending: kind,
  by,
  at: asked,
});

describe('CO10 CO11 what comes first', () => {
  it('follow-up of last week, and then the items, each for its reason', () => {
    const agenda = agendaOf(oneOfEach);
    expect(names(agenda.followUp)).toEqual(Array.from({ length: 11 }, (_, n) => `f${n + 1}`));
    expect(agenda.followUp.map(({ reason }) => reason)).toEqual(followUpReasons);
    expect(names(agenda.items)).toEqual(['i1', 'i2', 'i3', 'i4']);
    expect(agenda.items.map(({ reason }) => reason)).toEqual(itemReasons);
    expect(agenda.later).toEqual([]);
    expect(agenda.ended).toEqual([]);
    expect(agenda.refused).toEqual([]);
  });
  it('is the same whatever order things come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(oneOfEach, { minLength: oneOfEach.length }), (open) => {
        expect(agendaOf(open)).toEqual(agendaOf(oneOfEach));
      }),
    );
  });
  it('the oldest first, then what was postponed more often, then by name', () => {
    const unreached = (id: string, day: string, timesPostponed: number) =>
      openItem(id, { kind: 'UNREACHED' }, { firstOnAgenda: on(day), timesPostponed });
    const open = [
      unreached('d', '11-17', 2),
      unreached('c', '11-17', 1),
      unreached('b', '11-17', 1),
      unreached('e', '11-24', 9),
      unreached('a', '11-24', 9),
      unreached('z', '11-03', 0),
    ];
    expect(names(agendaOf(open).items)).toEqual(['z', 'd', 'b', 'c', 'a', 'e']);
  });
  it('late actions by the day they were owed, then by name', () => {
    const open = [
      openAction('c', { dueDate: on('11-27') }),
      openAction('b', { dueDate: on('11-27') }),
      openAction('d', { dueDate: on('11-20') }),
    ];
    expect(names(agendaOf(open).followUp)).toEqual(['d', 'b', 'c']);
  });
  it('says since when', () => {
    expect(agendaOf([openAction('a')]).followUp.at(0)?.since).toBe('2026-11-27');
  });
  it('the hours and days are settings of the table', () => {
    const open = [openAction('a', { dueDate: on('12-04') })];
    const agenda = nextAgenda(
      { open, endings: [], meetingAt },
      { answerHours: 24, openActionDaysAhead: 1 },
    );
    expect(agenda.later).toEqual([{ thing: open[0], returnsOn: '2026-12-03' }]);
  });
  it('what waits is in the order of its days, then by name', () => {
    const open = [
      openAction('c', { dueDate: on('12-30') }),
      openAction('a', { dueDate: on('12-31') }),
      openAction('b', { dueDate: on('12-30') }),
    ];
    expect(agendaOf(open).later.map(({ returnsOn }) => returnsOn)).toEqual([
      '2026-12-23',
      '2026-12-23',
      '2026-12-24',
    ]);
    expect(names(agendaOf(open).later)).toEqual(['b', 'c', 'a']);
  });
});

describe('CO24 endings', () => {
  it('an ending that counts takes a thing off the agenda', () => {
    const stop = ending('ITEM:a', { kind: 'STOPPED', reason: 'gezin is verhuisd' });
    const open = [openItem('a', { kind: 'UNREACHED' }), openItem('b', { kind: 'UNREACHED' })];
    const agenda = agendaOf(open, [stop]);
    expect(names(agenda.items)).toEqual(['b']);
    expect(agenda.ended).toEqual([{ thing: open[0], ending: stop }]);
    expect(agenda.refused).toEqual([]);
  });
  it('an ending that does not count is refused, and the thing stays', () => {
    const stop = ending('ITEM:a', { kind: 'STOPPED', reason: ' ' });
    const agenda = agendaOf([openItem('a', { kind: 'UNREACHED' })], [stop]);
    expect(names(agenda.items)).toEqual(['a']);
    expect(agenda.refused).toEqual([{ ending: stop, mistake: 'REASON_MISSING' }]);
  });
  it('an ending of something that is not open is refused', () => {
    const stop = ending('ITEM:x', { kind: 'STOPPED', reason: 'bestaat niet' });
    expect(agendaOf([], [stop]).refused).toEqual([{ ending: stop, mistake: 'UNKNOWN_THING' }]);
  });
  it('of two endings the first stands', () => {
    const first = ending('ACTION:a', { kind: 'DONE' });
    const second = ending('ACTION:a', { kind: 'STOPPED', reason: 'toch niet' });
    const agenda = agendaOf([openAction('a')], [first, second]);
    expect(agenda.ended.map((one) => one.ending)).toEqual([first]);
  });
  it('a deferral is no ending', () => {
    const deferred = ending('ITEM:a', { kind: 'DECIDED', decision: 'DEFERRAL' });
    const agenda = agendaOf([openItem('a', { kind: 'NEW' })], [deferred]);
    expect(names(agenda.items)).toEqual(['a']);
  });
  it('what a thing says itself ends it, unless it was ended by name', () => {
    const received = handover('a', { kind: 'RECEIVED', by, at: asked });
    expect(agendaOf([received]).ended.map((one) => one.ending.ending.kind)).toEqual([
      'HANDED_OVER',
    ]);
    const decided = ending('ITEM:a', { kind: 'DECIDED', decision: 'INVESTIGATION' });
    expect(agendaOf([received], [decided]).ended.map((one) => one.ending)).toEqual([decided]);
  });
});
