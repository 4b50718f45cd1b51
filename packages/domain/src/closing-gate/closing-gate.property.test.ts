import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionCard, ItemCard, SafetyConditionCard, TableState } from '../model/card.ts';
import type { HouseholdPerson } from '../model/household.ts';
import { emptyRegister, type Register, settled } from '../model/register.ts';
import type { Instant } from '../model/time.ts';
import { decisionKinds, safeNowAnswers, safetyLevels } from '../model/vocabulary.ts';
import { closingBlockers } from './closing-gate.ts';
import {
  accepted,
  chair,
  completeAction,
  completeCard,
  completeCondition,
  completeTable,
  daughter,
  day,
  debtAdviser,
  earlier,
  hashOf,
  idOf,
  localTeam,
  mother,
  now,
  person,
  vtWorker,
} from './complete-meeting.fixture.ts';

const persons = fc.constantFrom(chair, vtWorker, localTeam, debtAdviser);
const hashes = fc.constantFrom(hashOf('one'), hashOf('two'));

function registers<T>(values: fc.Arbitrary<T>): fc.Arbitrary<Register<T>> {
  return fc.oneof(
    { weight: 5, arbitrary: values.map(settled) },
    { weight: 1, arbitrary: fc.constant(emptyRegister) },
    { weight: 1, arbitrary: fc.constant({ kind: 'MALFORMED' } as const) },
    {
      weight: 1,
      arbitrary: fc.array(values, { minLength: 2, maxLength: 3 }).map((choices) => ({
        kind: 'CONFLICT' as const,
        values: choices,
      })),
    },
  );
}

const acceptances = fc.oneof(
  fc.constant({ kind: 'NONE' } as const),
  fc.tuple(persons, hashes).map(([by, seen]) => accepted(by, seen)),
  persons.map((by) => ({ kind: 'DECLINED' as const, by, at: earlier, reason: 'x' })),
);
const holds = fc.record({ holder: persons, askedAt: fc.constant(earlier), seen: hashes });
const owners = persons.map(person);

const actions: fc.Arbitrary<ActionCard> = fc
  .record(
    {
      id: fc.constantFrom('a1', 'a2', 'a3', 'a4').map((id) => idOf('ActionId', id)),
      purpose: fc.constantFrom('CARE', 'INTERIM_CHECK', 'FEEDBACK'),
      words: registers(fc.constantFrom('Bel', ' ')),
      owner: registers(owners),
      dueDate: registers(fc.constant(day)),
      phase: registers(fc.constant('RECOVERY' as const)),
      forWhom: registers(
        fc.constantFrom(
          { kind: 'CASE' as const },
          { kind: 'PERSONS' as const, persons: [daughter] },
          { kind: 'PERSONS' as const, persons: [mother, daughter] },
        ),
      ),
      withdrawn: registers(fc.boolean()),
      seen: hashes,
      acceptance: acceptances,
      hold: holds,
    },
    { requiredKeys: ['id'] },
  )
  .map((change) => completeAction('call-school', change));

const conditions: fc.Arbitrary<SafetyConditionCard> = fc
  .record(
    {
      id: fc.constantFrom('c1', 'c2').map((id) => idOf('ConditionId', id)),
      words: registers(fc.constantFrom('Geen contact', '')),
      alarm: registers(
        fc.record({ signal: fc.constant('x'), caller: fc.constant('y'), callee: blankOr('z') }),
      ),
      withdrawn: registers(fc.boolean()),
    },
    { requiredKeys: ['id'] },
  )
  .map(completeCondition);

function blankOr(text: string) {
  return fc.constantFrom(text, '');
}

const people: fc.Arbitrary<HouseholdPerson> = fc.record({
  id: fc.constantFrom(mother, daughter),
  role: fc.constantFrom('MOTHER', 'DAUGHTER', 'UNBORN_CHILD'),
  isChild: fc.boolean(),
});

const byId = { selector: ({ id }: { id: string }) => id };

const cards: fc.Arbitrary<ItemCard> = fc
  .record(
    {
      state: fc.constantFrom('WAITING', 'AT_TABLE', 'DISCUSSED', 'CLOSED'),
      household: fc.uniqueArray(people, { ...byId, maxLength: 2 }),
      feedbackOwed: fc.boolean(),
      safeNow: registers(fc.constantFrom(...safeNowAnswers)),
      visitThisWeek: registers(fc.boolean()),
      owner: registers(owners),
      decisionKind: registers(fc.constantFrom(...decisionKinds)),
      decisionWords: blankOr('reden'),
      actions: fc.uniqueArray(actions, { ...byId, maxLength: 4 }),
      conditions: fc.uniqueArray(conditions, { ...byId, maxLength: 2 }),
      findings: fc.array(fc.record({ path: fc.constantFrom('facts', 'owner') }), { maxLength: 2 }),
      ownerSeen: hashes,
      decisionSeen: hashes,
      agreedLevel: fc
        .constantFrom(...safetyLevels)
        .map((level) => ({ level, differed: [], at: earlier })),
      ownerAcceptance: acceptances,
      ownerHold: holds,
      nothingForChildren: fc.array(
        fc.record({ child: fc.constant(daughter), reason: blankOr('x'), by: persons }),
        { maxLength: 1 },
      ),
      acceptedActions: fc
        .subarray(['a1', 'a2', 'a5'])
        .map((list) => list.map((id) => idOf('ActionId', id))),
    },
    { requiredKeys: [] },
  )
  .map(completeCard);

const tables: fc.Arbitrary<TableState> = fc
  .record({
    items: fc
      .array(cards, { maxLength: 2 })
      .map((list) => list.map((card, n) => ({ ...card, id: idOf('ItemId', `item-${n}`) }))),
    present: fc.subarray([chair, vtWorker, localTeam]),
  })
  .map(completeTable);

function kindsOf(state: TableState): readonly string[] {
  return closingBlockers(state, now).map((blocker) => JSON.stringify(blocker));
}

type Change = (card: ItemCard) => ItemCard;

/** Each adds one thing that is wrong and takes nothing away. */
const defects: readonly [string, Change][] = [
  ['a conflict', (card) => ({ ...card, priority: { kind: 'CONFLICT', values: [] } })],
  ['a finding', (card) => ({ ...card, findings: [...card.findings, { path: 'worries' }] })],
  ['an open action', (card) => ({ ...card, actions: [...card.actions, openAction] })],
  ['an action in dispute', (card) => ({ ...card, actions: [...card.actions, disputed] })],
  [
    'a dissent',
    (card) => ({
      ...card,
      dissents: [{ id: idOf('DissentId', 'dissent'), by: chair, words: 'x', at: earlier }],
    }),
  ],
  [
    'a lost action',
    (card) => ({ ...card, acceptedActions: [...card.acceptedActions, idOf('ActionId', 'lost')] }),
  ],
  [
    'a child',
    (card) => ({
      ...card,
      household: [
        ...card.household,
        { id: idOf('InvolvedId', 'baby'), role: 'UNBORN_CHILD', isChild: true },
      ],
    }),
  ],
];

const openAction = completeAction('open', {
  purpose: 'CARE',
  words: emptyRegister,
  forWhom: settled({ kind: 'CASE' }),
});
const disputed = {
  ...completeAction('disputed'),
  owner: { kind: 'CONFLICT', values: [] },
} as const;

/** Each takes an answer away. */
const removals: readonly [string, Change][] = [
  ['safe now', (card) => ({ ...card, safeNow: emptyRegister })],
  ['the owner', (card) => ({ ...card, owner: emptyRegister })],
  ['the decision', (card) => ({ ...card, decisionKind: emptyRegister })],
  ['the words of the decision', (card) => ({ ...card, decisionWords: '' })],
  ['the yes of the owner', (card) => ({ ...card, ownerAcceptance: { kind: 'NONE' } })],
  ['the confirmation', (card) => ({ ...card, confirmation: { kind: 'NONE' } })],
  ['the conditions', (card) => ({ ...card, conditions: [] })],
  ['the reasons', (card) => ({ ...card, nothingForChildren: [] })],
  ['the level', ({ agreedLevel: _, ...card }) => card],
  ['the hold', ({ ownerHold: _, ...card }) => card],
  ['everybody', (card) => ({ ...card, household: [] })],
  ...(['words', 'owner', 'dueDate', 'forWhom'] as const).map((name): [string, Change] => [
    `${name} of the actions`,
    (card) => ({
      ...card,
      actions: card.actions.map((action) => ({ ...action, [name]: emptyRegister })),
    }),
  ]),
  [
    'the yes to the actions',
    (card) => ({
      ...card,
      actions: card.actions.map((action) => ({ ...action, acceptance: { kind: 'NONE' } })),
    }),
  ],
];

function changedFirst(state: TableState, change: Change): TableState {
  return { ...state, items: state.items.map((card, n) => (n === 0 ? change(card) : card)) };
}

describe('the gate for all meetings', () => {
  it.each(defects)('CG3 %s never makes the list shorter', (_, change) => {
    fc.assert(
      fc.property(tables, (state) => {
        const after = closingBlockers(changedFirst(state, change), now);
        expect(after.length).toBeGreaterThanOrEqual(closingBlockers(state, now).length);
      }),
    );
  });

  it.each(removals)('CG3 taking away %s never makes it closable', (_, change) => {
    fc.assert(
      fc.property(tables, (state) => {
        fc.pre(closingBlockers(state, now).length > 0);
        expect(closingBlockers(changedFirst(state, change), now)).not.toEqual([]);
      }),
    );
  });

  it('CG3 somebody who leaves never makes it closable, unless they still owe their answer', () => {
    fc.assert(
      fc.property(tables, (state) => {
        const alone = { ...state, present: [] };
        const held = state.items.some(
          ({ ownerHold, actions: list }) => ownerHold ?? list.some(({ hold }) => hold),
        );
        fc.pre(!held && closingBlockers(state, now).length > 0);
        expect(closingBlockers(alone, now)).not.toEqual([]);
      }),
    );
  });

  it('CG2 the order of items, actions and persons changes only the order of the list', () => {
    fc.assert(
      fc.property(tables, (state) => {
        const reversed: TableState = {
          ...state,
          agenda: state.agenda.toReversed(),
          present: state.present.toReversed(),
          items: state.items.toReversed().map((card) => ({
            ...card,
            actions: card.actions.toReversed(),
            conditions: card.conditions.toReversed(),
            household: card.household.toReversed(),
            acceptedActions: card.acceptedActions.toReversed(),
          })),
        };
        expect(withoutPlace(kindsOf(reversed))).toEqual(withoutPlace(kindsOf(state)));
      }),
    );
  });

  it('CG1 asking changes nothing and asking again gives the same list', () => {
    fc.assert(
      fc.property(tables, (state) => {
        const before = structuredClone(state);
        const first = closingBlockers(state, now);
        expect(closingBlockers(state, now)).toEqual(first);
        expect(state).toEqual(before);
      }),
    );
  });

  it('CG7 whatever comes in, the gate answers, and nonsense never closes', () => {
    const nonsense = fc.anything({ withNullPrototype: true, withSparseArray: true });
    fc.assert(
      fc.property(nonsense, nonsense, (state, at) => {
        expect(closingBlockers(state as TableState, at as Instant)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('CG7 nonsense in the place of any part of a complete item never closes', () => {
    const card = completeCard();
    const optional = ['vtProposal', 'municipalResponse', 'alias', 'caseId'];
    const keys = Object.keys(card).filter((key) => !optional.includes(key));
    const nonsense = fc.oneof(
      fc.dictionary(fc.string(), fc.anything(), { minKeys: 1 }),
      fc.constantFrom(null, NaN, Symbol('x'), '', [null], [[]], 10n),
    );
    fc.assert(
      fc.property(fc.constantFrom(...keys), nonsense, (key, value) => {
        fc.pre(!(key === 'decisionWords' && value === ''));
        const state: unknown = completeTable({ items: [{ ...card, [key]: value }] });
        expect(closingBlockers(state as TableState, now)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

/** The condition whose alarm agreement is jumped to is the first one, so it may differ. */
function withoutPlace(list: readonly string[]): readonly string[] {
  return list.map((text) => text.replace(/conditions\.c\d\.alarm/, 'conditions')).sort();
}
