import type { Acceptance, ProvisionalHold } from '../model/card.ts';
import type { ActionOutcome, Handover, MonitoringMoment } from '../model/follow-up.ts';
import type { ActionId, CaseId, DissentId, ItemId } from '../model/ids.ts';
import type { LocalDate } from '../model/time.ts';

/** Why an item is still open. */
export type ItemStanding =
  /** Came in since the last meeting. */
  | { readonly kind: 'NEW' }
  /** Stood on an agenda and was not talked about. */
  | { readonly kind: 'UNREACHED' }
  /** Was being talked about when the meeting was adjourned or broke off. */
  | { readonly kind: 'ADJOURNED' }
  /** Decided to wait until the day of its interim check; without a day it returns at once. */
  | { readonly kind: 'DEFERRED'; readonly checkOn?: LocalDate; readonly handover?: Handover }
  /** Decided to hand over, or decided with an owner who has yet to answer; open until the receipt is there. */
  | { readonly kind: 'HANDOVER'; readonly handover: Handover };

/** An item that has no final decision yet. */
export interface OpenItem {
  readonly kind: 'ITEM';
  readonly item: ItemId;
  readonly caseId: CaseId;
  /** The first day on which it stood on an agenda: its age is counted from here and never starts again. */
  readonly firstOnAgenda: LocalDate;
  /** How often it was on an agenda without being reached. */
  readonly timesPostponed: number;
  readonly standing: ItemStanding;
}

/** An action that was agreed and is not finished. */
export interface OpenAction {
  readonly kind: 'ACTION';
  readonly action: ActionId;
  readonly item: ItemId;
  readonly caseId: CaseId;
  /** Absent when nobody filled it in: then it is asked for at the next table. */
  readonly dueDate?: LocalDate;
  readonly acceptance: Acceptance;
  readonly hold?: ProvisionalHold;
  readonly outcome: ActionOutcome;
}

/** A disagreement that the table promised to look at again. */
export interface OpenDissent {
  readonly kind: 'DISSENT';
  readonly dissent: DissentId;
  readonly item: ItemId;
  readonly caseId: CaseId;
  /** Absent when nobody set it: then it returns at once. */
  readonly revisitOn?: LocalDate;
}

export interface OpenMonitoring {
  readonly kind: 'MONITORING';
  readonly moment: MonitoringMoment;
}

/** Something the table still owes. It ends by a decision that has a name, and by nothing else. */
export type OpenThing = OpenItem | OpenAction | OpenDissent | OpenMonitoring;

/** Names a thing across weeks, whatever its standing: `ITEM:<id>`. */
export type ThingKey = string;

export function keyOf(thing: OpenThing): ThingKey {
  switch (thing.kind) {
    case 'ITEM':
      return `ITEM:${thing.item}`;
    case 'ACTION':
      return `ACTION:${thing.action}`;
    case 'DISSENT':
      return `DISSENT:${thing.dissent}`;
    case 'MONITORING':
      return `MONITORING:${thing.moment.id}`;
  }
}

/** CO9: what the owner of a case still answers: a handover, also of a case that waits meanwhile. */
export function handoverIn(thing: OpenThing): Handover | undefined {
  if (thing.kind !== 'ITEM') return undefined;
  const { standing } = thing;
  return standing.kind === 'HANDOVER' || standing.kind === 'DEFERRED'
    ? standing.handover
    : undefined;
}

/** The case that a thing belongs to. */
export function caseOf(thing: OpenThing): CaseId {
  return thing.kind === 'MONITORING' ? thing.moment.caseId : thing.caseId;
}

/** The item after a meeting that did not reach it: older by one postponement, its age untouched. */
export function postponed(item: OpenItem): OpenItem {
  return { ...item, standing: { kind: 'UNREACHED' }, timesPostponed: item.timesPostponed + 1 };
}
