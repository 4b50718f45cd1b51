import { describe, expect, it } from 'vitest';
import type { Acceptance, ActionCard, ItemCard } from '../model/card.ts';
import type {
  ActionId,
  CaseId,
  DissentId,
  ItemId,
  OrganisationId,
  PersonId,
} from '../model/ids.ts';
import { emptyRegister, settled } from '../model/register.ts';
import { instantOf } from '../terms/amsterdam.ts';
import { localDate } from '../terms/local-date.ts';
import { handoverOf, type ItemHistory, leftOpen as leftOpenBy } from './left-open.ts';

const by = 'lb' as PersonId;
const day = localDate('2026-11-24');
const at = instantOf(day, '10:30');
const history = { firstOnAgenda: localDate('2026-11-10'), timesPostponed: 1 };
const organisation = 'wijkteam' as OrganisationId;
const colleague = 'kd' as PersonId;
const stranger = 'xx' as PersonId;
const attendance = {
  heldOn: localDate('2026-11-24'),
  present: [by],
  memberships: [
    { person: by, organisation: 'veilig-thuis' as OrganisationId },
    { person: colleague, organisation },
  ],
};
const leftOpen = (one: ItemCard, since: ItemHistory) => leftOpenBy(one, since, attendance);
/** Hashes of what stands there now, and of what stood there before. */
const [now, before] = ['a'.repeat(64), 'b'.repeat(64)];
const confirmed = { kind: 'CONFIRMED', by, at, seen: now } as const;
const owner = settled({ kind: 'PERSON', person: by } as const);

const card = (parts: Partial<ItemCard>): ItemCard => ({
  id: 'item-1' as ItemId,
  caseId: 'ceder' as CaseId,
  alias: 'Casus Ceder',
  state: 'DISCUSSED',
  household: [],
  feedbackOwed: false,
  bringingParty: 'veilig-thuis' as OrganisationId,
  safeNow: emptyRegister,
  priority: emptyRegister,
  visitThisWeek: emptyRegister,
  riskFactors: emptyRegister,
  violenceProfile: emptyRegister,
  owner,
  decisionKind: settled('INVESTIGATION'),
  decisionWords: '',
  actions: [],
  conditions: [],
  findings: [],
  ownerSeen: now,
  decisionSeen: now,
  ownerAcceptance: { kind: 'NONE' },
  confirmation: confirmed,
  dissents: [],
  nothingForChildren: [],
  acceptedActions: [],
  ...parts,
});
const action = (parts: Partial<ActionCard>): ActionCard => ({
  id: 'action-1' as ActionId,
  purpose: 'CARE',
  words: settled('bellen'),
  owner,
  dueDate: settled(day),
  phase: settled('DIRECT_SAFETY'),
  forWhom: settled({ kind: 'CASE' }),
  withdrawn: emptyRegister,
  seen: now,
  acceptance: { kind: 'NONE' },
  ...parts,
});
const openItem = (standing: object, timesPostponed = 1) => ({
  kind: 'ITEM',
  item: 'item-1',
  caseId: 'ceder',
  firstOnAgenda: '2026-11-10',
  timesPostponed,
  standing,
});

describe('what becomes of the item itself', () => {
  it('CO20 a final decision that was confirmed leaves nothing open', () => {
    expect(leftOpen(card({}), history)).toEqual([]);
  });
  it('CO2 not reached: one postponement older', () => {
    const unreached = card({ state: 'WAITING', confirmation: { kind: 'NONE' } });
    expect(leftOpen(unreached, history)).toEqual([openItem({ kind: 'UNREACHED' }, 2)]);
  });
  it.each(['AT_TABLE', 'DISCUSSED', 'CLOSED'] as const)(
    'CO3 CO7 %s without a decision: adjourned',
    (state) => {
      const undecided = card({ state, confirmation: { kind: 'NONE' } });
      expect(leftOpen(undecided, history)).toEqual([openItem({ kind: 'ADJOURNED' })]);
    },
  );
  it.each([
    emptyRegister,
    { kind: 'MALFORMED' },
    { kind: 'CONFLICT', values: ['INVESTIGATION', 'HANDOVER'] },
  ] as const)('CO7 confirmed, but the decision reads as %o: open', (decisionKind) => {
    expect(leftOpen(card({ decisionKind }), history)).toEqual([openItem({ kind: 'ADJOURNED' })]);
  });
});

describe('CO7 a confirmation of something else', () => {
  it.each([before, 'a', ''])('%s confirms nothing', (seen) => {
    const changed = card({ confirmation: { ...confirmed, seen } });
    expect(leftOpen(changed, history)).toEqual([openItem({ kind: 'ADJOURNED' })]);
  });
});

describe('CO4 a deferral waits for its earliest interim check', () => {
  const check = (id: string, dueDate: ActionCard['dueDate'], withdrawn = false) =>
    action({
      id: id as ActionId,
      purpose: 'INTERIM_CHECK',
      dueDate,
      withdrawn: settled(withdrawn),
    });
  const standing = (actions: readonly ActionCard[]) =>
    leftOpen(card({ decisionKind: settled('DEFERRAL'), actions }), history).at(0);
  it('of several the first', () => {
    const actions = [
      check('b', settled(localDate('2026-12-08'))),
      check('a', settled(localDate('2026-12-01'))),
      check('c', emptyRegister),
    ];
    expect(standing(actions)).toEqual(openItem({ kind: 'DEFERRED', checkOn: '2026-12-01' }));
  });
  it('other actions and withdrawn checks do not count', () => {
    const actions = [
      action({ dueDate: settled(localDate('2026-11-25')) }),
      check('a', settled(localDate('2026-12-01')), true),
      check('b', settled(localDate('2026-12-08'))),
    ];
    expect(standing(actions)).toEqual(openItem({ kind: 'DEFERRED', checkOn: '2026-12-08' }));
  });
  it('none: no day', () => {
    expect(standing([])).toStrictEqual(openItem({ kind: 'DEFERRED' }));
    expect(standing([check('a', emptyRegister)])).toStrictEqual(openItem({ kind: 'DEFERRED' }));
  });
});

describe('CO9 a case that is held until its owner answers', () => {
  const askedAt = instantOf(day, '11:15');
  const held = (parts: Partial<ItemCard> = {}) =>
    leftOpen(card({ ownerHold: { holder: colleague, askedAt, seen: now }, ...parts }), history);
  const offered = (answer: object) => ({
    item: 'item-1',
    from: 'veilig-thuis',
    to: { kind: 'PERSON', person: by },
    offeredAt: askedAt,
    holder: colleague,
    answer,
  });
  it.each([
    [{ kind: 'NONE' }, { kind: 'NONE' }],
    [{ kind: 'ACCEPTED_ON_BEHALF', by, at, seen: now }, { kind: 'NONE' }],
    [
      { kind: 'DECLINED', by, at, reason: 'vol' },
      { kind: 'REFUSED', by, at, reason: 'vol' },
    ],
  ] as const)('with %o stays open after a final decision', (ownerAcceptance, answer) => {
    expect(held({ ownerAcceptance })).toEqual([
      openItem({ kind: 'HANDOVER', handover: offered(answer) }),
    ]);
  });
  it('is over with a yes of the owner, and is nothing when nobody holds it', () => {
    expect(held({ ownerAcceptance: { kind: 'ACCEPTED', by, at, seen: now } })).toEqual([]);
    expect(leftOpen(card({}), history)).toEqual([]);
  });
  it('waits and is offered too when it was deferred', () => {
    expect(held({ decisionKind: settled('DEFERRAL') })).toEqual([
      openItem({ kind: 'DEFERRED', handover: offered({ kind: 'NONE' }) }),
    ]);
  });
});

describe('CO5 a handover', () => {
  const handover = (ownerAcceptance: Acceptance) =>
    leftOpen(card({ decisionKind: settled('HANDOVER'), ownerAcceptance }), history);
  const offered = { item: 'item-1', from: 'veilig-thuis', to: { kind: 'PERSON', person: by } };
  const withAnswer = (answer: object) => [
    openItem({ kind: 'HANDOVER', handover: { ...offered, offeredAt: at, answer } }),
  ];
  it('a yes in one’s own name is the receipt', () => {
    expect(handover({ kind: 'ACCEPTED', by, at, seen: now })).toEqual(
      withAnswer({ kind: 'RECEIVED', by, at }),
    );
  });
  it('a no is a refusal with its reason', () => {
    expect(handover({ kind: 'DECLINED', by, at, reason: 'wachtlijst' })).toEqual(
      withAnswer({ kind: 'REFUSED', by, at, reason: 'wachtlijst' }),
    );
  });
  it.each([
    { kind: 'NONE' },
    { kind: 'ACCEPTED_ON_BEHALF', by, at, seen: now },
    { kind: 'ACCEPTED', by, at, seen: before },
    { kind: 'ACCEPTED', by: stranger, at, seen: now },
    { kind: 'DECLINED', by: stranger, at, reason: 'vol' },
  ] as const)('%o is no receipt', (acceptance) => {
    expect(handover(acceptance)).toEqual(withAnswer({ kind: 'NONE' }));
  });
  it('to nobody who is named', () => {
    const ownerAcceptance = { kind: 'ACCEPTED', by, at, seen: now } as const;
    const one = card({ owner: emptyRegister, ownerAcceptance });
    expect(handoverOf(one, at, attendance)).toStrictEqual({
      item: 'item-1',
      from: 'veilig-thuis',
      offeredAt: at,
      answer: { kind: 'NONE' },
    });
  });
});

describe('CO8 a yes counts as it does for the closing gate', () => {
  const ofTeam = settled({ kind: 'ORGANISATION', organisation } as const);
  const acceptanceOf = (parts: Partial<ActionCard>) => {
    const [open] = leftOpen(card({ actions: [action(parts)] }), history);
    return open?.kind === 'ACTION' ? open.acceptance.kind : undefined;
  };
  const yes = (person: PersonId, seen = now) =>
    ({ kind: 'ACCEPTED', by: person, at, seen }) as const;
  it.each([
    ['of the owner', { acceptance: yes(by) }, 'ACCEPTED'],
    ['of somebody of the organisation', { owner: ofTeam, acceptance: yes(colleague) }, 'ACCEPTED'],
    ['of somebody of another one', { owner: ofTeam, acceptance: yes(by) }, 'NONE'],
    ['of somebody else', { acceptance: yes(stranger) }, 'NONE'],
    ['to other words', { acceptance: yes(by, before) }, 'NONE'],
    ['while the owner is disputed', { owner: emptyRegister, acceptance: yes(by) }, 'NONE'],
    [
      'on behalf',
      { acceptance: { ...yes(stranger), kind: 'ACCEPTED_ON_BEHALF' } },
      'ACCEPTED_ON_BEHALF',
    ],
  ] as const)('%s', (_name, parts, expected) => {
    expect(acceptanceOf(parts)).toBe(expected);
  });
});

describe('actions and dissents', () => {
  const hold = { holder: by, askedAt: at };
  it('an action goes on with its day, its answer and who holds it', () => {
    const acceptance: Acceptance = { kind: 'DECLINED', by, at, reason: 'vol' };
    const actions = [action({ acceptance, hold })];
    expect(leftOpen(card({ actions }), history)).toEqual([
      {
        kind: 'ACTION',
        action: 'action-1',
        item: 'item-1',
        caseId: 'ceder',
        dueDate: '2026-11-24',
        acceptance,
        hold,
        outcome: { kind: 'NONE' },
      },
    ]);
  });
  it('CO16 a day that nobody settled is no day, and nobody is made up', () => {
    const actions = [action({ dueDate: { kind: 'MALFORMED' } })];
    const [open = {}] = leftOpen(card({ actions }), history);
    expect(open).not.toHaveProperty('dueDate');
    expect(open).not.toHaveProperty('hold');
  });
  it('what was told about an action since is kept', () => {
    const told = { kind: 'DONE', by, at } as const;
    const outcomes = new Map([['action-1' as ActionId, told]]);
    const actions = [action({}), action({ id: 'action-2' as ActionId })];
    const open = leftOpen(card({ actions }), { ...history, outcomes });
    expect(open.map((thing) => thing.kind === 'ACTION' && thing.outcome)).toEqual([
      told,
      { kind: 'NONE' },
    ]);
  });
  it('CO6 a withdrawn action leaves nothing; one whose withdrawal is disputed stays', () => {
    const disputed = { kind: 'CONFLICT', values: [true, false] } as const;
    const actions = [
      action({ withdrawn: settled(true) }),
      action({ id: 'action-2' as ActionId, withdrawn: disputed }),
      action({ id: 'action-3' as ActionId, withdrawn: settled(false) }),
    ];
    const open = leftOpen(card({ actions }), history);
    expect(open.map((thing) => thing.kind === 'ACTION' && thing.action)).toEqual([
      'action-2',
      'action-3',
    ]);
  });
  it('a dissent goes on with its day, or without one', () => {
    const dissent = { by, words: 'liever overdracht', at };
    const dissents = [
      { ...dissent, id: 'dissent-1' as DissentId, revisitOn: day },
      { ...dissent, id: 'dissent-2' as DissentId },
    ];
    const same = { kind: 'DISSENT', item: 'item-1', caseId: 'ceder' };
    expect(leftOpen(card({ dissents }), history)).toStrictEqual([
      { ...same, dissent: 'dissent-1', revisitOn: '2026-11-24' },
      { ...same, dissent: 'dissent-2' },
    ]);
  });
});
