import { describe, expect, it } from 'vitest';
import type { Acceptance, ActionCard, ItemCard, Owner, ProvisionalHold } from '../model/card.ts';
import { emptyRegister, settled } from '../model/register.ts';
import { instant } from '../terms/local-date.ts';
import { closingBlockers } from './closing-gate.ts';
import {
  accepted,
  chair,
  completeAction,
  completeCard,
  completeTable,
  debtAdviser,
  earlier,
  hashOf,
  idOf,
  localTeam,
  now,
  person,
  vtWorker,
  youthCare,
} from './complete-meeting.fixture.ts';

interface Given {
  readonly owner?: Owner;
  readonly acceptance?: Acceptance;
  readonly hold?: ProvisionalHold;
}

const seen = hashOf('owner');
const none = { kind: 'NONE' } as const;
const holding = { holder: chair, askedAt: earlier, seen };
const absentOwner = { owner: person(debtAdviser), acceptance: none };

/** The kinds for the case owner, and for an action that was given in the same way; both must be alike. */
function kindsOf({ owner = person(vtWorker), acceptance = accepted(vtWorker, seen), hold }: Given) {
  const ofCase: Partial<ItemCard> = {
    owner: settled(owner),
    ownerAcceptance: acceptance,
    ...(hold ? { ownerHold: hold } : {}),
  };
  const ofAction: Partial<ActionCard> = {
    owner: settled(owner),
    acceptance,
    seen,
    ...(hold ? { hold } : {}),
  };
  const action = completeAction('call-school', ofAction);
  const cards = [
    completeCard(ofCase),
    completeCard({ actions: [action, ...completeCard().actions.slice(1)] }),
  ];
  const [forCase, forAction] = cards.map((card) =>
    closingBlockers(completeTable({ items: [card], memberships }), now).map(({ kind }) => kind),
  );
  expect(forAction?.map((kind) => kind.replace('ACTION_', 'OWNER_'))).toEqual(forCase);
  return forCase;
}

const memberships = [{ person: localTeam, organisation: youthCare }];
const declined = (by: typeof chair): Acceptance => ({
  kind: 'DECLINED',
  by,
  at: earlier,
  reason: 'geen plek',
});

describe('the answer of an owner', () => {
  it('CG20 a case without an owner blocks and names who brought it', () => {
    const card = completeCard({ owner: emptyRegister });
    expect(closingBlockers(completeTable({ items: [card] }), now)).toEqual([
      { kind: 'OWNER_MISSING', item: card.id, jumpTo: 'owner', bringingParty: card.bringingParty },
    ]);
  });

  it('CG21, CG41 an owner who said nothing blocks', () => {
    expect(kindsOf({ acceptance: none })).toEqual(['OWNER_NOT_ACCEPTED']);
  });

  it('CG21 the yes of somebody else is none', () => {
    expect(kindsOf({ acceptance: accepted(chair, seen) })).toEqual(['OWNER_NOT_ACCEPTED']);
  });

  it('CG21 anybody of the organisation that is named can say yes, nobody else', () => {
    const owner = { kind: 'ORGANISATION', organisation: youthCare } as const;
    expect(kindsOf({ owner, acceptance: accepted(localTeam, seen) })).toEqual([]);
    expect(kindsOf({ owner, acceptance: accepted(vtWorker, seen) })).toEqual([
      'OWNER_NOT_ACCEPTED',
    ]);
  });

  it.each([hashOf('something else'), '', 'unsettled'])(
    'CG22 a yes to something else is none: %j',
    (other) => {
      expect(kindsOf({ acceptance: accepted(vtWorker, other) })).toEqual(['OWNER_CHANGED']);
    },
  );

  it.each([
    '',
    'unsettled',
    `${hashOf('owner')}0`,
    `x${hashOf('owner')}`,
    hashOf('owner').slice(1),
  ])('CG22 two texts that are no hash are not the same thing: %j', (text) => {
    const card = completeCard({ ownerSeen: text, ownerAcceptance: accepted(vtWorker, text) });
    const kinds = closingBlockers(completeTable({ items: [card] }), now).map(({ kind }) => kind);
    expect(kinds).toEqual(['OWNER_CHANGED']);
  });

  it('CG23 a no of the owner blocks', () => {
    expect(kindsOf({ acceptance: declined(vtWorker) })).toEqual(['OWNER_DECLINED']);
  });

  it('CG23 the no of a former owner says nothing about the new one', () => {
    expect(kindsOf({ acceptance: declined(chair) })).toEqual(['OWNER_NOT_ACCEPTED']);
  });

  it('CG24 a yes on behalf counts only while somebody holds it', () => {
    const acceptance = { kind: 'ACCEPTED_ON_BEHALF', by: chair, at: earlier, seen } as const;
    const given = { owner: person(debtAdviser), acceptance };
    expect(kindsOf(given)).toEqual(['OWNER_NOT_ACCEPTED']);
    expect(kindsOf({ ...given, hold: holding })).toEqual([]);
  });
});

describe('holding', () => {
  it('CG25 an owner who is not there does not block while somebody at the table holds it', () => {
    expect(kindsOf({ ...absentOwner, hold: holding })).toEqual([]);
    const owner = { kind: 'ORGANISATION', organisation: youthCare } as const;
    expect(kindsOf({ owner, acceptance: none, hold: holding })).toEqual([]);
  });

  it('CG25 what was held is what stands there now', () => {
    const { seen: _, ...withoutSeen } = holding;
    expect(kindsOf({ ...absentOwner, hold: { ...holding, seen: hashOf('other') } })).toEqual([
      'OWNER_CHANGED',
    ]);
    expect(kindsOf({ ...absentOwner, hold: withoutSeen })).toEqual(['OWNER_CHANGED']);
  });

  it('CG25 a hold without an owner does not replace the owner', () => {
    const card = completeCard({ owner: emptyRegister, ownerHold: holding });
    const action = completeAction('call-school', { owner: emptyRegister, hold: holding });
    const actions = [action, ...completeCard().actions.slice(1)];
    const kinds = (change: ItemCard) =>
      closingBlockers(completeTable({ items: [change] }), now).map(({ kind }) => kind);
    expect(kinds(card)).toEqual(['OWNER_MISSING']);
    expect(kinds(completeCard({ actions }))).toEqual(['ACTION_OWNER_MISSING']);
  });

  it('CG26 a holder who is not at the table does not count', () => {
    const hold = { ...holding, holder: idOf('PersonId', 'somebody') };
    expect(kindsOf({ ...absentOwner, hold })).toEqual(['OWNER_HOLDER_ABSENT']);
  });

  it('CG26 nobody holds something for themselves', () => {
    const hold = { ...holding, holder: vtWorker };
    expect(kindsOf({ acceptance: declined(vtWorker), hold })).toEqual(['OWNER_DECLINED']);
    expect(kindsOf({ ...absentOwner, hold: { ...holding, holder: debtAdviser } })).toEqual([
      'OWNER_NOT_ACCEPTED',
    ]);
  });

  it('CG27 an owner who is at the table answers in person', () => {
    expect(kindsOf({ acceptance: none, hold: holding })).toEqual(['OWNER_NOT_ACCEPTED']);
    const stale = accepted(vtWorker, hashOf('other'));
    expect(kindsOf({ acceptance: stale, hold: holding })).toEqual(['OWNER_CHANGED']);
    expect(kindsOf({ acceptance: declined(vtWorker), hold: holding })).toEqual([]);
  });

  it('CG28 silence of more than 24 hours or a no does not block again', () => {
    const hold = { ...holding, askedAt: instant(now - 25 * 3_600_000) };
    expect(kindsOf({ ...absentOwner, hold })).toEqual([]);
    expect(kindsOf({ ...absentOwner, acceptance: declined(debtAdviser), hold })).toEqual([]);
  });
});
