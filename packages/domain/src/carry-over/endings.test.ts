import { describe, expect, it } from 'vitest';
import type { ActionOutcome, HandoverAnswer, ViolenceStopped } from '../model/follow-up.ts';
import type {
  ActionId,
  CaseId,
  DissentId,
  ItemId,
  MonitoringId,
  OrganisationId,
  PersonId,
} from '../model/ids.ts';
import { decisionKinds } from '../model/vocabulary.ts';
import { instantOf } from '../terms/amsterdam.ts';
import { localDate } from '../terms/local-date.ts';
import { type EndingKind, endingMistake, ownEnding } from './endings.ts';
import { caseOf, keyOf, type OpenThing, postponed } from './open-things.ts';

const by = 'lb' as PersonId;
const day = localDate('2026-11-24');
const at = instantOf(day, '10:30');
const caseId = 'esdoorn' as CaseId;
const item = 'item-1' as ItemId;
const action = 'action-1' as ActionId;

const openItem = {
  kind: 'ITEM',
  item,
  caseId,
  firstOnAgenda: day,
  timesPostponed: 2,
  standing: { kind: 'NEW' },
} as const;
const openDissent = { kind: 'DISSENT', dissent: 'dissent-1' as DissentId, item, caseId } as const;

const openAction = (outcome: ActionOutcome = { kind: 'NONE' }): OpenThing => ({
  kind: 'ACTION',
  action,
  item,
  caseId,
  dueDate: day,
  acceptance: { kind: 'NONE' },
  outcome,
});
const monitoring = (violenceStopped?: ViolenceStopped): OpenThing => ({
  kind: 'MONITORING',
  moment: {
    id: 'moment-1' as MonitoringId,
    caseId,
    dueOn: day,
    ...(violenceStopped ? { outcome: { violenceStopped, words: '', by, at } } : {}),
  },
});
const handover = (answer: HandoverAnswer): OpenThing => ({
  ...openItem,
  standing: {
    kind: 'HANDOVER',
    handover: { item, from: 'veilig-thuis' as OrganisationId, offeredAt: at, answer },
  },
});

const decided = (decision: (typeof decisionKinds)[number]): EndingKind => ({
  kind: 'DECIDED',
  decision,
});
const handedOver: EndingKind = { kind: 'HANDED_OVER', receipt: { by, at } };
const done: EndingKind = { kind: 'DONE' };
const replaced: EndingKind = { kind: 'REPLACED', action: 'action-2' as ActionId };
const settled: EndingKind = { kind: 'SETTLED' };
const safe: EndingKind = { kind: 'SAFE' };
const stopped = { kind: 'STOPPED', reason: 'gezin is verhuisd' } as const;

describe('CO1 an open thing has one name across weeks', () => {
  it.each([
    [openItem, 'ITEM:item-1'],
    [openAction(), 'ACTION:action-1'],
    [openDissent, 'DISSENT:dissent-1'],
    [monitoring(), 'MONITORING:moment-1'],
  ])('%#', (thing, key) => {
    expect(keyOf(thing)).toBe(key);
    expect(caseOf(thing)).toBe('esdoorn');
  });
  it('whatever its standing', () => {
    expect(keyOf(handover({ kind: 'NONE' }))).toBe(keyOf(openItem));
  });
  it('CO2 an item that was not reached is one postponement older and as old as it was', () => {
    expect(postponed({ ...openItem, standing: { kind: 'ADJOURNED' } })).toEqual({
      ...openItem,
      standing: { kind: 'UNREACHED' },
      timesPostponed: 3,
    });
  });
});

const things = {
  item: openItem,
  action: openAction(),
  dissent: openDissent,
  stoppedViolence: monitoring('YES'),
};
const endings = {
  decided: decided('INVESTIGATION'),
  handedOver,
  done,
  replaced,
  settled,
  safe,
  stopped,
};
const possible: Record<keyof typeof things, readonly (keyof typeof endings)[]> = {
  item: ['decided', 'handedOver', 'stopped'],
  action: ['done', 'replaced', 'stopped'],
  dissent: ['settled', 'stopped'],
  stoppedViolence: ['decided', 'safe', 'stopped'],
};

describe('CO20 CO21 CO22 CO23 what each thing can end with', () => {
  const pairs = Object.keys(things).flatMap((thing) =>
    Object.keys(endings).map((ending) => [thing, ending] as const),
  ) as [keyof typeof things, keyof typeof endings][];

  it.each(pairs)('%s and %s', (thing, ending) => {
    const expected = possible[thing].includes(ending) ? undefined : 'NOT_AN_ENDING';
    expect(endingMistake(things[thing], endings[ending])).toBe(expected);
  });

  it.each(decisionKinds)('CO20 an item and the decision %s', (kind) => {
    const mistakes: Partial<Record<typeof kind, string>> = {
      DEFERRAL: 'NOT_AN_ENDING',
      HANDOVER: 'RECEIPT_MISSING',
    };
    expect(endingMistake(openItem, decided(kind))).toBe(mistakes[kind]);
  });

  it('a decision that nobody knows is no ending', () => {
    expect(endingMistake(openItem, decided('VERGETEN' as 'INVESTIGATION'))).toBe('NOT_AN_ENDING');
  });

  it.each(['', '   ', '\n'])('stopping needs a reason, and %j is none', (reason) => {
    for (const thing of Object.values(things))
      expect(endingMistake(thing, { kind: 'STOPPED', reason })).toBe('REASON_MISSING');
  });

  it('CO21 an action does not replace itself', () => {
    expect(endingMistake(openAction(), { kind: 'REPLACED', action })).toBe('NOT_AN_ENDING');
  });

  it.each([undefined, 'NO', 'UNKNOWN'] as const)(
    'CO23 a check that says %s does not end as safe',
    (violenceStopped) => {
      expect(endingMistake(monitoring(violenceStopped), safe)).toBe('NOT_STOPPED');
    },
  );
});

describe('what a thing says about itself ends it', () => {
  it('an action that is done', () => {
    expect(ownEnding(openAction({ kind: 'DONE', by, at }))).toEqual({
      thing: 'ACTION:action-1',
      ending: done,
      by,
      at,
    });
  });
  it('CO21 an action that the table stopped with, for the reason that it gave', () => {
    const { reason } = stopped;
    expect(ownEnding(openAction({ kind: 'STOPPED', reason, by, at }))).toEqual({
      thing: 'ACTION:action-1',
      ending: stopped,
      by,
      at,
    });
  });
  it('CO5 a handover with its receipt', () => {
    expect(ownEnding(handover({ kind: 'RECEIVED', by, at }))).toEqual({
      thing: 'ITEM:item-1',
      ending: handedOver,
      by,
      at,
    });
  });
  it('a check that found that the violence has stopped', () => {
    expect(ownEnding(monitoring('YES'))).toEqual({
      thing: 'MONITORING:moment-1',
      ending: safe,
      by,
      at,
    });
  });
  it.each([
    [
      'CO14 an action not done',
      openAction({ kind: 'NOT_DONE', reason: 'UNKNOWN', words: '', by, at }),
    ],
    ['an action', openAction()],
    ['an item', openItem],
    ['a handover without an answer', handover({ kind: 'NONE' })],
    ['a refused handover', handover({ kind: 'REFUSED', by, at, reason: 'wachtlijst' })],
    ['a dissent', openDissent],
    ['a check to come', monitoring()],
    ['CO17 violence that goes on', monitoring('NO')],
    ['CO17 violence of which nobody knows', monitoring('UNKNOWN')],
  ])('%s stays open', (_name, thing) => {
    expect(ownEnding(thing)).toBeUndefined();
  });
});
