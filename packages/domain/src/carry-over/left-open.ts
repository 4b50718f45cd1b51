import { answersFor, stillStands } from '../closing-gate/answer-standing.ts';
import type { Attendance } from '../closing-gate/reading/read-table.ts';
import type { Acceptance, ItemCard, Owner, Seen } from '../model/card.ts';
import type { ActionOutcome, Handover, HandoverAnswer } from '../model/follow-up.ts';
import type { ActionId } from '../model/ids.ts';
import { settledValue } from '../model/register.ts';
import type { Instant, LocalDate } from '../model/time.ts';
import type { ItemStanding, OpenAction, OpenDissent, OpenItem, OpenThing } from './open-things.ts';

/** What a card does not hold itself: its age on the agenda, and what was told about its actions since. */
export interface ItemHistory {
  readonly firstOnAgenda: LocalDate;
  readonly timesPostponed: number;
  readonly outcomes?: ReadonlyMap<ActionId, ActionOutcome>;
}

/**
 * What an item leaves open when its meeting ends: itself as long as nothing final was decided, its actions that were
 * not withdrawn, and its dissents. A card that cannot be read as decided stays open. A yes counts as it does for the
 * closing gate: of the owner who is named, to what stands there now.
 */
export function leftOpen(
  card: ItemCard,
  history: ItemHistory,
  attendance: Attendance,
): readonly OpenThing[] {
  return [
    ...openItem(card, history, attendance),
    ...openActions(card, history, attendance),
    ...openDissents(card),
  ];
}

function openItem(
  card: ItemCard,
  history: ItemHistory,
  attendance: Attendance,
): readonly OpenItem[] {
  const standing = standingOf(card, attendance);
  if (!standing) return [];
  const { firstOnAgenda, timesPostponed } = history;
  const unreached = standing.kind === 'UNREACHED' ? 1 : 0;
  return [
    {
      kind: 'ITEM',
      item: card.id,
      caseId: card.caseId,
      firstOnAgenda,
      timesPostponed: timesPostponed + unreached,
      standing,
    },
  ];
}

function standingOf(card: ItemCard, attendance: Attendance): ItemStanding | undefined {
  const { confirmation } = card;
  const decision = settledValue(card.decisionKind);
  const isConfirmed =
    confirmation.kind === 'CONFIRMED' && stillStands(confirmation.seen, card.decisionSeen);
  if (!isConfirmed || decision === undefined)
    return { kind: card.state === 'WAITING' ? 'UNREACHED' : 'ADJOURNED' };
  const held = heldFor(card, attendance);
  if (decision === 'DEFERRAL') return { ...deferral(card), ...(held ? { handover: held } : {}) };
  if (decision === 'HANDOVER')
    return { kind: 'HANDOVER', handover: handoverOf(card, confirmation.at, attendance) };
  return held && { kind: 'HANDOVER', handover: held };
}

/** CO9: a case that somebody holds until its owner answers is offered to that owner, from when they were asked. */
function heldFor(card: ItemCard, attendance: Attendance): Handover | undefined {
  if (!card.ownerHold) return undefined;
  const { askedAt, holder } = card.ownerHold;
  const handover = { ...handoverOf(card, askedAt, attendance), holder };
  return handover.answer.kind === 'RECEIVED' ? undefined : handover;
}

function deferral(card: ItemCard): Extract<ItemStanding, { readonly kind: 'DEFERRED' }> {
  const checkOn = card.actions
    .filter(({ purpose, withdrawn }) => purpose === 'INTERIM_CHECK' && !settledValue(withdrawn))
    .flatMap(({ dueDate }) => settledValue(dueDate) ?? [])
    .sort()
    .at(0);
  return { kind: 'DEFERRED', ...(checkOn === undefined ? {} : { checkOn }) };
}

/** The handover that a confirmed card describes: from who brought the case, to the case owner who was named. */
export function handoverOf(card: ItemCard, offeredAt: Instant, attendance: Attendance): Handover {
  const to = settledValue(card.owner);
  const { ownerAcceptance: acceptance, ownerSeen: seen } = card;
  return {
    item: card.id,
    from: card.bringingParty,
    ...(to === undefined ? {} : { to }),
    offeredAt,
    answer: answerOf(ownAnswer({ owner: to, acceptance, seen }, attendance)),
  };
}

interface Given {
  readonly owner: Owner | undefined;
  readonly acceptance: Acceptance;
  readonly seen: Seen;
}

/** The answer, if it is the owner's own and to what stands there now; else none. */
function ownAnswer({ owner, acceptance, seen }: Given, attendance: Attendance): Acceptance {
  if (acceptance.kind === 'NONE' || acceptance.kind === 'ACCEPTED_ON_BEHALF') return acceptance;
  const isOwn = owner !== undefined && answersFor(owner, acceptance.by, attendance);
  const stands = acceptance.kind === 'DECLINED' || stillStands(acceptance.seen, seen);
  return isOwn && stands ? acceptance : { kind: 'NONE' };
}

/** Only a yes in one's own name is a receipt; a yes on somebody's behalf still waits for it. */
function answerOf(acceptance: Acceptance): HandoverAnswer {
  switch (acceptance.kind) {
    case 'ACCEPTED':
      return { kind: 'RECEIVED', by: acceptance.by, at: acceptance.at };
    case 'DECLINED':
      return {
        kind: 'REFUSED',
        by: acceptance.by,
        at: acceptance.at,
        reason: acceptance.reason,
      };
    case 'ACCEPTED_ON_BEHALF':
    case 'NONE':
      return { kind: 'NONE' };
  }
}

function openActions(
  card: ItemCard,
  history: ItemHistory,
  attendance: Attendance,
): readonly OpenAction[] {
  return card.actions
    .filter(({ withdrawn }) => !settledValue(withdrawn))
    .map((action) => {
      const dueDate = settledValue(action.dueDate);
      return {
        kind: 'ACTION',
        action: action.id,
        item: card.id,
        caseId: card.caseId,
        ...(dueDate === undefined ? {} : { dueDate }),
        acceptance: ownAnswer({ ...action, owner: settledValue(action.owner) }, attendance),
        ...(action.hold === undefined ? {} : { hold: action.hold }),
        outcome: history.outcomes?.get(action.id) ?? { kind: 'NONE' },
      };
    });
}

function openDissents(card: ItemCard): readonly OpenDissent[] {
  return card.dissents.map(({ id, revisitOn }) => ({
    kind: 'DISSENT',
    dissent: id,
    item: card.id,
    caseId: card.caseId,
    ...(revisitOn === undefined ? {} : { revisitOn }),
  }));
}
