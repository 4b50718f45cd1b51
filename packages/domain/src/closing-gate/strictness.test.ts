import { describe, expect, it } from 'vitest';
import type { ActionCard, ItemCard } from '../model/card.ts';
import { settled } from '../model/register.ts';
import { blockerKinds, isBlockerKind } from './blocker.ts';
import { closingBlockers } from './closing-gate.ts';
import {
  completeAction,
  completeCard,
  completeCondition,
  completeTable,
  daughter,
  earlier,
  hashOf,
  idOf,
  localTeam,
  mother,
  now,
  vtWorker,
} from './complete-meeting.fixture.ts';

const blockersOf = (change: Partial<ItemCard>) =>
  closingBlockers(completeTable({ items: [completeCard(change)] }), now);
const kindsOf = (change: Partial<ItemCard>) => blockersOf(change).map(({ kind }) => kind);
const feedback = completeAction('feedback', {
  purpose: 'FEEDBACK',
  forWhom: settled({ kind: 'CASE' }),
});
const withAction = (change: Partial<ActionCard>) => ({
  actions: [completeAction('call-school', change), feedback],
});

it('the complete card has no blocker', () => {
  expect(blockersOf({})).toEqual([]);
});

describe('CG51 a contradiction is read as a child', () => {
  const withAged = (
    isChild: boolean,
    ageYears?: number,
    role: 'OTHER' | 'UNBORN_CHILD' = 'OTHER',
  ) => {
    const one = { id: mother, role, isChild, ...(ageYears === undefined ? {} : { ageYears }) };
    const child = { id: daughter, role: 'DAUGHTER', isChild: true } as const;
    return kindsOf({ household: [one, child] });
  };
  it.each([
    [true, 19, 'OTHER'],
    [true, undefined, 'OTHER'],
    [false, 17, 'OTHER'],
    [false, 0, 'OTHER'],
    [false, 19, 'UNBORN_CHILD'],
    [false, undefined, 'UNBORN_CHILD'],
  ] as const)('marked %s, age %s, %s', (isChild, age, role) => {
    expect(withAged(isChild, age, role)).toEqual(['CHILD_WITHOUT_ACTION']);
  });
  it('eighteen is no child', () => {
    expect(withAged(false, 18)).toEqual([]);
  });
});

describe('CG42 whether something was withdrawn', () => {
  const withCondition = (withdrawn: ActionCard['withdrawn']) =>
    kindsOf({ conditions: [completeCondition({ withdrawn })] });
  it('settled as no, it counts', () => {
    expect(kindsOf(withAction({ withdrawn: settled(false) }))).toEqual([]);
    expect(withCondition(settled(false))).toEqual([]);
  });
  it('settled as yes, it does not', () => {
    expect(kindsOf(withAction({ withdrawn: settled(true) }))).toEqual(['CHILD_WITHOUT_ACTION']);
    expect(withCondition(settled(true))).toEqual(['CONDITION_MISSING']);
  });
});

describe('CG22 a hash is all of its 64 characters', () => {
  const seen = hashOf('owner');
  it.each([`${seen}0`, `0${seen}`, seen.slice(1), seen.toUpperCase().replace(/^6/, 'F')])(
    '%s is no hash',
    (text) => {
      const ownerAcceptance = { kind: 'ACCEPTED', by: vtWorker, at: earlier, seen: text } as const;
      expect(kindsOf({ ownerSeen: text, ownerAcceptance })).not.toEqual([]);
    },
  );
});

describe('where a blocker leads', () => {
  it('CG13 CG14 a deferral to its reason and to its actions', () => {
    const blockers = blockersOf({ decisionKind: settled('DEFERRAL'), decisionWords: ' ' });
    expect(blockers).toContainEqual({
      kind: 'DEFERRAL_WITHOUT_REASON',
      item: 'esdoorn',
      jumpTo: 'decisionText',
    });
    expect(blockers).toContainEqual({
      kind: 'DEFERRAL_WITHOUT_CHECK',
      item: 'esdoorn',
      jumpTo: 'actions',
    });
  });
  it('CG53 an empty household to the household', () => {
    expect(blockersOf({ household: [] })).toEqual([
      { kind: 'HOUSEHOLD_EMPTY', item: 'esdoorn', jumpTo: 'household' },
    ]);
  });
  it('CG60 missing feedback to the actions', () => {
    const actions = [completeAction('call-school')];
    const acceptedActions = [idOf('ActionId', 'call-school')];
    expect(blockersOf({ actions, acceptedActions })).toEqual([
      { kind: 'FEEDBACK_MISSING', item: 'esdoorn', jumpTo: 'actions' },
    ]);
  });
});

describe('CG52 CG50 what counts for a child', () => {
  it.each(['INTERIM_CHECK', 'FEEDBACK'] as const)(
    'not an action that is there as %s',
    (purpose) => {
      expect(kindsOf(withAction({ purpose }))).toContain('CHILD_WITHOUT_ACTION');
    },
  );
  it('a reason of blanks is no reason', () => {
    const nothingForChildren = [{ child: daughter, reason: '  ', by: localTeam }];
    const actions = [feedback];
    const acceptedActions = [feedback.id];
    expect(kindsOf({ actions, acceptedActions, nothingForChildren })).toEqual([
      'CHILD_WITHOUT_ACTION',
    ]);
  });
});

describe('the kinds of blockers', () => {
  it('CG70 are these, each with its sentence in protocol', () => {
    expect(blockerKinds).toHaveLength(33);
    expect(new Set(blockerKinds).size).toBe(33);
    expect(blockerKinds.every(isBlockerKind)).toBe(true);
  });
  it.each(['', 'toString', 'ITEM', undefined, 7, null])('%s is none', (value) => {
    expect(isBlockerKind(value)).toBe(false);
  });
});
