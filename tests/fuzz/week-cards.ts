import {
  type Acceptance,
  type ActionCard,
  addDays,
  type DecisionKind,
  type Instant,
  type ItemCard,
  type ItemId,
  type LocalDate,
  type OpenItem,
  type Owner,
  type Register,
  settled,
} from '@overlegtafel/domain';
import type { Random } from '../seeded-random.ts';
import { chair, debtAdviser, hash, id, localTeam, memberships, veiligThuis } from './world.ts';

/** Cards as a table leaves them: decided well, or not reached. */
export interface Moment {
  readonly at: Instant;
  readonly day: LocalDate;
}

/** Near the end of the year the table only takes decisions that end an item. */
export interface Manner {
  readonly isFinal: boolean;
}

const finalDecisions = ['INVESTIGATION', 'CONDITIONS_FOLLOWUP', 'CLOSED_BY_VT'] as const;
const everyDecision = [...finalDecisions, 'HANDOVER', 'HANDOVER', 'DEFERRAL'] as const;

export const attendance = { present: [chair, localTeam], memberships };

const empty = { kind: 'EMPTY' } as const;
const localTeamOwner: Owner = { kind: 'PERSON', person: localTeam };
const absentOwner: Owner = { kind: 'PERSON', person: debtAdviser };

/** Given to somebody who is there and says yes, or held by the chair for somebody who is not. */
function given(seen: string, isThere: boolean, { at }: Moment) {
  const acceptance: Acceptance = isThere
    ? { kind: 'ACCEPTED', by: localTeam, at, seen }
    : { kind: 'NONE' };
  const owner: Register<Owner> = settled(isThere ? localTeamOwner : absentOwner);
  return { owner, acceptance, ...(isThere ? {} : { hold: { holder: chair, askedAt: at, seen } }) };
}

function action(
  name: string,
  moment: Moment,
  { purpose, isThere, days }: { purpose: ActionCard['purpose']; isThere: boolean; days: number },
): ActionCard {
  const seen = hash(name);
  return {
    id: id('ActionId', name),
    purpose,
    words: settled('Bel de school'),
    dueDate: settled(addDays(moment.day, days)),
    phase: empty,
    forWhom: settled({ kind: 'PERSONS', persons: [id('InvolvedId', 'daughter')] }),
    withdrawn: empty,
    seen,
    ...given(seen, isThere, moment),
  };
}

/** A card on which everything was said; which decision it carries is up to chance. */
export function decidedCard(
  item: OpenItem,
  moment: Moment,
  random: Random,
  { isFinal }: Manner,
): ItemCard {
  const kind = isFinal ? random.pick(finalDecisions) : random.pick(everyDecision);
  const name = `${item.item}-${moment.day.replaceAll('-', '').slice(2)}`;
  const { owner, acceptance, hold } = given(hash(name), isFinal || random.chance(0.7), moment);
  const actions = [
    action(`${name}-a`, moment, { purpose: 'CARE', isThere: random.chance(0.8), days: 5 }),
    action(`${name}-f`, moment, { purpose: 'FEEDBACK', isThere: true, days: 14 }),
  ];
  if (kind === 'DEFERRAL')
    actions.push(action(`${name}-c`, moment, { purpose: 'INTERIM_CHECK', isThere: true, days: 7 }));
  const dissents = random.chance(isFinal ? 0 : 0.05)
    ? [{ id: id('DissentId', `${name}-d`), by: localTeam, words: 'liever niet', at: moment.at }]
    : [];
  return {
    ...undecidedCard(item, 'DISCUSSED'),
    safeNow: settled('WITH_CONDITIONS'),
    decisionKind: settled<DecisionKind>(kind),
    decisionWords: 'Besproken en besloten.',
    owner,
    ownerSeen: hash(name),
    ownerAcceptance: acceptance,
    ...(hold ? { ownerHold: hold } : {}),
    confirmation: { kind: 'CONFIRMED', by: chair, at: moment.at, seen: hash('decision') },
    actions,
    acceptedActions: actions
      .filter((one) => one.acceptance.kind === 'ACCEPTED')
      .map((one) => one.id),
    conditions: [
      {
        id: id('ConditionId', 'no-contact'),
        words: settled('Geen contact'),
        alarm: settled({ signal: 'hij belt', caller: 'moeder', callee: '112' }),
        withdrawn: empty,
      },
    ],
    dissents: dissents.map((dissent) => ({ ...dissent, revisitOn: addDays(moment.day, 7) })),
  };
}

/** A card that the meeting did not come to, or broke off at. */
export function undecidedCard(item: OpenItem, state: ItemCard['state']): ItemCard {
  return {
    id: item.item,
    caseId: item.caseId,
    alias: 'Casus',
    state,
    household: [{ id: id('InvolvedId', 'daughter'), role: 'DAUGHTER', isChild: true }],
    feedbackOwed: true,
    bringingParty: veiligThuis,
    safeNow: empty,
    priority: empty,
    visitThisWeek: empty,
    riskFactors: empty,
    violenceProfile: empty,
    owner: empty,
    decisionKind: empty,
    decisionWords: '',
    actions: [],
    conditions: [],
    findings: [],
    ownerSeen: hash('nobody'),
    decisionSeen: hash('decision'),
    ownerAcceptance: { kind: 'NONE' },
    confirmation: { kind: 'NONE' },
    dissents: [],
    nothingForChildren: [],
    acceptedActions: [],
  };
}

/** Something that just came in. */
export function arrival(n: number, day: LocalDate): OpenItem {
  const item: ItemId = id('ItemId', `item-${n}`);
  return {
    kind: 'ITEM',
    item,
    caseId: id('CaseId', `case-${n}`),
    firstOnAgenda: day,
    timesPostponed: 0,
    standing: { kind: 'NEW' },
  };
}
