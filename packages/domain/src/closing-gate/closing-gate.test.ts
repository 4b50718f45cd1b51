import { describe, expect, it } from 'vitest';
import type { ActionCard, ItemCard, TableState } from '../model/card.ts';
import { emptyRegister, settled } from '../model/register.ts';
import { localDate } from '../terms/local-date.ts';
import { type Blocker, blockerKinds, isBlockerKind } from './blocker.ts';
import { closingBlockers, itemBlockers } from './closing-gate.ts';
import {
  chair,
  completeAction,
  completeCard,
  completeCondition,
  completeTable,
  daughter,
  day,
  earlier,
  hashOf,
  idOf,
  localTeam,
  mother,
  now,
  vtWorker,
} from './complete-meeting.fixture.ts';

function blockersOf(change: Partial<ItemCard>, table: Partial<TableState> = {}) {
  return closingBlockers(completeTable({ items: [completeCard(change)], ...table }), now);
}

function kindsOf(change: Partial<ItemCard>, table: Partial<TableState> = {}) {
  return blockersOf(change, table).map(({ kind }) => kind);
}

/** The complete card with its care action changed. */
function withAction(change: Partial<ActionCard>): Partial<ItemCard> {
  return {
    actions: [completeAction('call-school', change), ...completeCard().actions.slice(1)],
  };
}

describe('what the list means', () => {
  it('CG1 a complete meeting has no blockers', () => {
    expect(closingBlockers(completeTable(), now)).toEqual([]);
  });

  it('CG2 the list of the meeting is that of its items and of the table', () => {
    const open = completeCard({ id: idOf('ItemId', 'linde'), safeNow: emptyRegister });
    const table = completeTable({
      items: [completeCard(), open],
      findings: [{ path: 'remarks' }],
    });
    const expected: Blocker[] = [
      { kind: 'SAFE_NOW_MISSING', item: open.id, jumpTo: 'safeNow' },
      { kind: 'UNREADABLE', path: 'remarks', jumpTo: 'remarks' },
    ];
    expect(closingBlockers(table, now)).toEqual(expected);
    expect(itemBlockers(open, table, now)).toEqual(expected.slice(0, 1));
  });

  it('CG4 a due date, a check and a revisit date that have passed since the meeting was opened do not block', () => {
    const past = localDate('2020-01-01');
    const change = withAction({ dueDate: settled(past) });
    const by = vtWorker;
    const dissent = { id: idOf('DissentId', 'dissent'), by, words: 'x', at: earlier };
    const card = completeCard({ ...change, dissents: [{ ...dissent, revisitOn: past }] });
    const table = completeTable({ items: [card], heldOn: past });
    expect(closingBlockers(table, now)).toEqual([]);
  });

  it('CG4 six visits and every risk factor do not block', () => {
    const items = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((id) =>
      completeCard({ id: idOf('ItemId', id), visitThisWeek: settled(true) }),
    );
    expect(closingBlockers(completeTable({ items }), now)).toEqual([]);
  });

  it('CG5 an empty meeting may close', () => {
    expect(closingBlockers(completeTable({ items: [] }), now)).toEqual([]);
  });

  it('CG6 an item of the agenda without a card blocks', () => {
    const missing = idOf('ItemId', 'linde');
    const { agenda } = completeTable();
    expect(blockersOf({}, { agenda: [...agenda, missing] })).toEqual([
      { kind: 'ITEM_MISSING', item: missing, jumpTo: '' },
    ]);
  });
});

describe('the kinds', () => {
  it('CG1 are a closed list', () => {
    expect(blockerKinds).toHaveLength(33);
    expect(blockerKinds.every(isBlockerKind)).toBe(true);
    for (const other of ['LATE', 'toString', '', 3, null, undefined])
      expect(isBlockerKind(other)).toBe(false);
  });

  it.each<[string, Partial<ItemCard>]>([
    ['decisionText', { decisionKind: settled('DEFERRAL'), decisionWords: '' }],
    ['actions', { decisionKind: settled('DEFERRAL') }],
    ['actions', { actions: completeCard().actions.slice(0, 1), acceptedActions: [] }],
    ['household', { household: [] }],
  ])('CG2 lead to where it is solved: %s', (place, change) => {
    expect(blockersOf(change).map(({ jumpTo }) => jumpTo)).toContain(place);
  });
});

describe('the decision', () => {
  it('CG10 an item without a decision blocks', () => {
    expect(kindsOf({ decisionKind: emptyRegister })).toEqual(['DECISION_MISSING']);
  });

  it('CG10 an item that was not discussed blocks, unless it was decided all the same', () => {
    expect(kindsOf({ state: 'WAITING', decisionKind: emptyRegister })).toEqual(['NOT_DISCUSSED']);
    expect(kindsOf({ state: 'WAITING' })).toEqual([]);
  });

  it('CG11 a decision that was not confirmed blocks', () => {
    expect(kindsOf({ confirmation: { kind: 'NONE' } })).toEqual(['DECISION_NOT_CONFIRMED']);
  });

  it('CG12 a decision that changed after its confirmation blocks', () => {
    expect(blockersOf({ decisionSeen: hashOf('other') })).toEqual([
      {
        kind: 'DECISION_CHANGED',
        confirmedBy: chair,
        item: idOf('ItemId', 'esdoorn'),
        jumpTo: 'decisionKind',
      },
    ]);
  });

  it.each(['', 'unsettled', hashOf('decision').toUpperCase()])(
    'CG12 what is no hash confirms nothing: %j',
    (seen) => {
      const confirmation = { kind: 'CONFIRMED', by: chair, at: earlier, seen } as const;
      expect(kindsOf({ confirmation, decisionSeen: seen })).toEqual(['DECISION_CHANGED']);
    },
  );

  const deferral: Partial<ItemCard> = {
    decisionKind: settled('DEFERRAL'),
    decisionWords: 'Geen plek',
  };
  const check = completeAction('check', { purpose: 'INTERIM_CHECK' });
  const actions = [...completeCard().actions, check];

  it('CG13 a deferral without a reason blocks', () => {
    expect(kindsOf({ ...deferral, actions })).toEqual([]);
    expect(kindsOf({ ...deferral, decisionWords: ' \n', actions })).toEqual([
      'DEFERRAL_WITHOUT_REASON',
    ]);
  });

  it('CG14 a deferral without an interim check blocks', () => {
    expect(kindsOf(deferral)).toEqual(['DEFERRAL_WITHOUT_CHECK']);
    const withdrawn = { ...check, withdrawn: settled(true) };
    expect(kindsOf({ ...deferral, actions: [...completeCard().actions, withdrawn] })).toEqual([
      'DEFERRAL_WITHOUT_CHECK',
    ]);
  });

  it('CG14 the check of a deferral has a date and an owner', () => {
    const open = { ...check, dueDate: emptyRegister, owner: emptyRegister };
    expect(kindsOf({ ...deferral, actions: [...completeCard().actions, open] })).toEqual([
      'ACTION_OWNER_MISSING',
      'ACTION_DUE_DATE_MISSING',
    ]);
  });

  it('CG14 a dispute of which one side is a deferral asks for what a deferral asks for', () => {
    const decisionKind = { kind: 'CONFLICT', values: ['HANDOVER', 'DEFERRAL'] } as const;
    expect(kindsOf({ decisionKind, decisionWords: '' })).toEqual([
      'DEFERRAL_WITHOUT_REASON',
      'DEFERRAL_WITHOUT_CHECK',
      'FIELD_IN_CONFLICT',
    ]);
  });
});

describe('safety', () => {
  it('CG30 safe now must be answered, and not with "we do not know"', () => {
    expect(kindsOf({ safeNow: emptyRegister })).toEqual(['SAFE_NOW_MISSING']);
    expect(kindsOf({ safeNow: settled('UNKNOWN') })).toEqual(['SAFE_NOW_UNKNOWN']);
    expect(kindsOf({ safeNow: settled('NO') })).toEqual([]);
  });

  it.each([
    ['ACUTE', ['CONDITION_MISSING']],
    ['STRUCTURAL', ['CONDITION_MISSING']],
    ['NOT_ASSESSABLE', ['CONDITION_MISSING']],
    ['MULTI_PROBLEM', []],
    ['SAFE_ENOUGH', []],
  ] as const)('CG31 %s without a safety condition gives %j', (level, expected) => {
    const agreedLevel = { level, differed: [], at: earlier };
    expect(kindsOf({ conditions: [], agreedLevel })).toEqual(expected);
  });

  it('CG31 a level that was not agreed counts as acute', () => {
    const { agreedLevel: _, ...card } = completeCard({ conditions: [] });
    expect(closingBlockers(completeTable({ items: [card] }), now)).toEqual([
      { kind: 'CONDITION_MISSING', item: card.id, jumpTo: 'conditions' },
    ]);
  });

  it.each([
    ['no words', { words: settled(' ') }, 'CONDITION_MISSING'],
    ['withdrawn', { withdrawn: settled(true) }, 'CONDITION_MISSING'],
    ['no alarm', { alarm: emptyRegister }, 'ALARM_MISSING'],
    ['no signal', { alarm: alarm({ signal: '' }) }, 'ALARM_MISSING'],
    ['no caller', { alarm: alarm({ caller: ' ' }) }, 'ALARM_MISSING'],
    ['no callee', { alarm: alarm({ callee: '\t' }) }, 'ALARM_MISSING'],
  ] as const)('CG32 a condition with %s does not count', (_, change, kind) => {
    expect(kindsOf({ conditions: [completeCondition(change)] })).toEqual([kind]);
    const other = completeCondition({ id: idOf('ConditionId', 'other') });
    expect(kindsOf({ conditions: [completeCondition(change), other] })).toEqual([]);
  });

  it('CG32 the blocker jumps to the condition whose alarm agreement is missing', () => {
    expect(blockersOf({ conditions: [completeCondition({ alarm: emptyRegister })] })).toEqual([
      {
        kind: 'ALARM_MISSING',
        level: 'ACUTE',
        item: idOf('ItemId', 'esdoorn'),
        jumpTo: 'conditions.no-contact.alarm',
      },
    ]);
  });
});

function alarm(change: Partial<Record<'signal' | 'caller' | 'callee', string>>) {
  return settled({ signal: 'hij belt', caller: 'moeder', callee: '112', ...change });
}

describe('children', () => {
  const nobody = { actions: completeCard().actions.slice(1), acceptedActions: [] };

  it('CG50 a child for whom nobody does anything blocks', () => {
    expect(blockersOf(nobody)).toEqual([
      {
        kind: 'CHILD_WITHOUT_ACTION',
        child: daughter,
        item: idOf('ItemId', 'esdoorn'),
        jumpTo: 'household.daughter',
      },
    ]);
  });

  it('CG50 a written reason why nobody does anything is enough, blanks are none', () => {
    const because = (reason: string) => ({
      ...nobody,
      nothingForChildren: [{ child: daughter, reason, by: vtWorker }],
    });
    expect(kindsOf(because('Woont bij oma, daar loopt hulp'))).toEqual([]);
    expect(kindsOf(because('  '))).toEqual(['CHILD_WITHOUT_ACTION']);
  });

  it.each([
    ['marked as a child', { role: 'OTHER', isChild: true }],
    ['unborn', { role: 'UNBORN_CHILD', isChild: false }],
    ['unborn, whatever age was filled in', { role: 'UNBORN_CHILD', isChild: false, ageYears: 30 }],
    ['just born', { role: 'DAUGHTER', isChild: false, ageYears: 0 }],
    ['marked as a child against the age', { role: 'SON', isChild: true, ageYears: 20 }],
    ['seventeen', { role: 'SON', isChild: false, ageYears: 17 }],
  ] as const)('CG51 somebody %s is a child', (_, someone) => {
    const household = [{ id: idOf('InvolvedId', 'someone'), ...someone }];
    expect(kindsOf({ household })).toEqual(['CHILD_WITHOUT_ACTION']);
  });

  it('CG51 a grown-up son is none', () => {
    const son = { id: idOf('InvolvedId', 'son'), role: 'SON', isChild: false } as const;
    expect(kindsOf({ household: [{ ...son, ageYears: 18 }] })).toEqual([]);
    expect(kindsOf({ household: [son] })).toEqual([]);
  });

  it.each<[string, Partial<ActionCard>]>([
    ['for the whole case', { forWhom: settled({ kind: 'CASE' }) }],
    ['for somebody else', { forWhom: settled({ kind: 'PERSONS', persons: [mother] }) }],
    ['for nobody', { forWhom: emptyRegister }],
    ['withdrawn', { withdrawn: settled(true) }],
    ['that is feedback', { purpose: 'FEEDBACK' }],
    ['that is an interim check', { purpose: 'INTERIM_CHECK' }],
  ])('CG52 an action %s does not count for a child', (_, change) => {
    expect(kindsOf(withAction(change))).toEqual(['CHILD_WITHOUT_ACTION']);
  });

  it('CG53 a household in which nobody stands blocks', () => {
    expect(kindsOf({ household: [] })).toEqual(['HOUSEHOLD_EMPTY']);
  });
});

describe('loose ends', () => {
  it('CG60 feedback that is owed needs an action', () => {
    const actions = completeCard().actions.slice(0, 1);
    const change = { actions, acceptedActions: [] };
    expect(kindsOf(change)).toEqual(['FEEDBACK_MISSING']);
    expect(kindsOf({ ...change, feedbackOwed: false })).toEqual([]);
  });

  it('CG63 a dissent without a date blocks', () => {
    const dissent = { id: idOf('DissentId', 'dissent'), by: localTeam, words: 'x', at: earlier };
    expect(blockersOf({ dissents: [dissent] })).toEqual([
      {
        kind: 'DISSENT_WITHOUT_DATE',
        dissent: dissent.id,
        by: localTeam,
        item: idOf('ItemId', 'esdoorn'),
        jumpTo: 'dissents.dissent.revisitOn',
      },
    ]);
    expect(kindsOf({ dissents: [{ ...dissent, revisitOn: day }] })).toEqual([]);
  });
});
