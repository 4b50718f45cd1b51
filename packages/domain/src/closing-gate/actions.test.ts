import { describe, expect, it } from 'vitest';
import type { ActionCard, ItemCard } from '../model/card.ts';
import { emptyRegister, type Register, settled } from '../model/register.ts';
import { addDays, instant } from '../terms/local-date.ts';
import { actionFields, conditionFields, itemFields } from './blocker.ts';
import { closingBlockers } from './closing-gate.ts';
import {
  completeAction,
  completeCard,
  completeCondition,
  completeTable,
  idOf,
  now,
  today,
} from './complete-meeting.fixture.ts';

const yesterday = addDays(today, -1);
const item = idOf('ItemId', 'esdoorn');

function blockersOf(change: Partial<ItemCard>) {
  return closingBlockers(completeTable({ items: [completeCard(change)] }), now);
}

function kindsOf(change: Partial<ItemCard>) {
  return blockersOf(change).map(({ kind }) => kind);
}

/** A second action beside those of the complete card. */
function withExtra(change: Partial<ActionCard>): Partial<ItemCard> {
  return { actions: [...completeCard().actions, completeAction('extra', change)] };
}

const conflict: Register<never> = { kind: 'CONFLICT', values: [] };
const malformed: Register<never> = { kind: 'MALFORMED' };

describe('an action', () => {
  it.each([
    ['words', { words: emptyRegister }, 'ACTION_WORDS_MISSING', 'words'],
    ['more than blanks', { words: settled('  ') }, 'ACTION_WORDS_MISSING', 'words'],
    ['an owner', { owner: emptyRegister }, 'ACTION_OWNER_MISSING', 'owner'],
    ['a due date', { dueDate: emptyRegister }, 'ACTION_DUE_DATE_MISSING', 'dueDate'],
    [
      'a due date that had not passed',
      { dueDate: settled(yesterday) },
      'ACTION_DUE_DATE_PAST',
      'dueDate',
    ],
    ['acceptance', { acceptance: { kind: 'NONE' } }, 'ACTION_NOT_ACCEPTED', 'owner'],
  ] as const)('CG40, CG41, CG320 needs %s', (_, change, kind, field) => {
    expect(blockersOf(withExtra(change))).toEqual([
      expect.objectContaining({
        kind,
        item,
        action: idOf('ActionId', 'extra'),
        jumpTo: `actions.extra.${field}`,
      }),
    ]);
  });

  it('CG320 is due on the day of the meeting or later, and a disputed day is a dispute', () => {
    expect(kindsOf(withExtra({ dueDate: settled(today) }))).toEqual([]);
    const disputed = { kind: 'CONFLICT', values: [yesterday, today] } as const;
    expect(kindsOf(withExtra({ dueDate: disputed }))).toEqual(['FIELD_IN_CONFLICT']);
    const withdrawn = { dueDate: settled(yesterday), withdrawn: settled(true) };
    expect(kindsOf(withExtra(withdrawn))).toEqual([]);
  });

  it('CG4, CG320 a day that passed while the meeting was adjourned is late, and does not block', () => {
    const nextWeek = instant(now + 7 * 86_400_000);
    const items = [completeCard(withExtra({ dueDate: settled(today) }))];
    expect(closingBlockers(completeTable({ items }), nextWeek)).toEqual([]);
  });

  it('CG7, CG320 without a day of the meeting no due date is late enough', () => {
    const { heldOn: _, ...table } = completeTable();
    const blockers = closingBlockers(table as never, now).map(({ kind }) => kind);
    expect(blockers).toContain('ACTION_DUE_DATE_PAST');
    expect(blockers).toContain('NOT_UNDERSTOOD');
  });

  it('CG40 each missing part blocks on its own', () => {
    const nothing = { words: emptyRegister, owner: emptyRegister, dueDate: emptyRegister };
    expect(kindsOf(withExtra(nothing))).toHaveLength(3);
  });

  const open = { words: emptyRegister, owner: conflict, dueDate: malformed } as const;

  it('CG42 asks for nothing when it was withdrawn', () => {
    expect(kindsOf(withExtra({ ...open, withdrawn: settled(true) }))).toEqual([]);
    expect(kindsOf(withExtra({ withdrawn: settled(false) }))).toEqual([]);
  });

  it('CG42 is not withdrawn while that is disputed', () => {
    expect(kindsOf(withExtra({ words: emptyRegister, withdrawn: conflict }))).toEqual([
      'ACTION_WORDS_MISSING',
      'FIELD_IN_CONFLICT',
    ]);
    const [care, feedback] = completeCard().actions;
    const actions = [care, feedback].flatMap((action) =>
      action ? [{ ...action, withdrawn: conflict }] : [],
    );
    expect(kindsOf({ actions })).toEqual([
      'CHILD_WITHOUT_ACTION',
      'FEEDBACK_MISSING',
      'FIELD_IN_CONFLICT',
      'FIELD_IN_CONFLICT',
    ]);
  });

  it('CG43 that was accepted and is gone blocks', () => {
    const gone = idOf('ActionId', 'gone');
    const { acceptedActions } = completeCard();
    expect(blockersOf({ acceptedActions: [...acceptedActions, gone] })).toEqual([
      { kind: 'ACCEPTED_ACTION_MISSING', item, action: gone, jumpTo: 'actions.gone' },
    ]);
  });

  it('CG44 for feedback without an owner blocks as feedback', () => {
    expect(kindsOf(withExtra({ purpose: 'FEEDBACK', owner: emptyRegister }))).toEqual([
      'FEEDBACK_WITHOUT_OWNER',
    ]);
  });
});

describe('a field', () => {
  const choices = { kind: 'CONFLICT', values: [] } as const;

  it.each(itemFields)('CG61 of the item with two choices blocks: %s', (name) => {
    expect(blockersOf({ [name]: choices })).toContainEqual({
      kind: 'FIELD_IN_CONFLICT',
      item,
      field: { of: 'ITEM', name },
      choices: 0,
      jumpTo: name,
    });
  });

  it.each(actionFields)('CG61 of an action with two choices blocks: %s', (name) => {
    expect(blockersOf(withExtra({ [name]: choices }))).toContainEqual({
      kind: 'FIELD_IN_CONFLICT',
      item,
      field: { of: 'ACTION', name },
      card: 'extra',
      choices: 0,
      jumpTo: `actions.extra.${name}`,
    });
  });

  it.each(conditionFields)('CG61 of a condition with two choices blocks: %s', (name) => {
    const extra = completeCondition({ id: idOf('ConditionId', 'extra'), [name]: choices });
    expect(blockersOf({ conditions: [completeCondition(), extra] })).toEqual([
      {
        kind: 'FIELD_IN_CONFLICT',
        item,
        field: { of: 'CONDITION', name },
        card: 'extra',
        choices: 0,
        jumpTo: `conditions.extra.${name}`,
      },
    ]);
  });

  it('CG61 names how many choices there are', () => {
    const safeNow = { kind: 'CONFLICT', values: ['YES', 'NO', 'UNKNOWN'] } as const;
    expect(blockersOf({ safeNow })).toEqual([expect.objectContaining({ choices: 3 })]);
  });

  it.each(itemFields)('CG62 that cannot be read blocks once: %s', (name) => {
    expect(blockersOf({ [name]: malformed, findings: [{ path: name }] })).toEqual([
      { kind: 'UNREADABLE', item, path: name, jumpTo: name },
    ]);
  });

  it('CG62 of a withdrawn condition is not asked for', () => {
    const extra = { id: idOf('ConditionId', 'extra'), alarm: malformed, withdrawn: settled(true) };
    expect(kindsOf({ conditions: [completeCondition(), completeCondition(extra)] })).toEqual([]);
  });

  it('CG62 what a document reader could not read blocks', () => {
    expect(blockersOf({ findings: [{ path: 'facts.2' }, { path: 'facts.2' }] })).toEqual([
      { kind: 'UNREADABLE', item, path: 'facts.2', jumpTo: 'facts.2' },
    ]);
  });
});
