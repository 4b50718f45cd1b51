import type { Handover } from '../model/follow-up.ts';
import type { Instant, LocalDate } from '../model/time.ts';
import { localDateOf } from '../terms/amsterdam.ts';
import { addDays } from '../terms/local-date.ts';
import type {
  OpenAction,
  OpenDissent,
  OpenItem,
  OpenMonitoring,
  OpenThing,
} from './open-things.ts';
import { type AnswerStanding, answerStanding, receiptStanding } from './silence.ts';

/** Why something of last week stands at the head of the agenda; in this order. */
export const followUpReasons = [
  'VIOLENCE_NOT_STOPPED',
  'ACTION_DECLINED',
  'ACTION_SILENT',
  'HANDOVER_REFUSED',
  'HANDOVER_SILENT',
  'ACTION_NOT_DONE',
  'ACTION_LATE',
  'ACTION_MORE_TIME',
  'ACTION_OPEN',
  'MONITORING_DUE',
  'DISSENT_DUE',
] as const;

/** Why an item is on the agenda; in this order. */
export const itemReasons = ['ADJOURNED', 'DEFERRAL_DUE', 'UNREACHED', 'NEW'] as const;
export type CarryReason = (typeof followUpReasons)[number] | (typeof itemReasons)[number];

/** Numbers that a table may choose for itself. */
export interface CarryOverSettings {
  /** Hours within which somebody who is asked answers. After that the holder keeps it. */
  readonly answerHours: number;
  /** An accepted action is asked about when it is due within so many days after the meeting. */
  readonly openActionDaysAhead: number;
}

export const defaultCarryOverSettings: CarryOverSettings = {
  answerHours: 24,
  openActionDaysAhead: 7,
};

/** Whether something is for this meeting, or for a later day that is known. */
export type Turn =
  | { readonly kind: 'NOW'; readonly reason: CarryReason; readonly since: LocalDate }
  | { readonly kind: 'LATER'; readonly returnsOn: LocalDate };

/** The meeting that is being prepared. */
export interface Coming {
  readonly at: Instant;
  readonly day: LocalDate;
  readonly settings: CarryOverSettings;
}

/** Whose turn it is. Whatever lacks a day is for now: nothing waits without a date. */
export function turnOf(thing: OpenThing, coming: Coming): Turn {
  switch (thing.kind) {
    case 'ITEM':
      return itemTurn(thing, coming);
    case 'ACTION':
      return actionTurn(thing, coming);
    case 'DISSENT':
      return dissentTurn(thing, coming);
    case 'MONITORING':
      return monitoringTurn(thing, coming);
  }
}

function itemTurn(item: OpenItem, coming: Coming): Turn {
  const { standing, firstOnAgenda: since } = item;
  switch (standing.kind) {
    case 'NEW':
    case 'UNREACHED':
    case 'ADJOURNED':
      return { kind: 'NOW', reason: standing.kind, since };
    case 'DEFERRED':
      return deferredTurn(standing, since, coming);
    case 'HANDOVER':
      return handoverTurn(standing.handover, coming);
  }
}

/** What waits returns on its day, or before it when nobody took it. */
function deferredTurn(
  { checkOn, handover }: Extract<OpenItem['standing'], { readonly kind: 'DEFERRED' }>,
  since: LocalDate,
  coming: Coming,
): Turn {
  const turn = onDay(checkOn, { reason: 'DEFERRAL_DUE', fallback: since }, coming);
  if (turn.kind === 'NOW' || !handover || handover.answer.kind === 'RECEIVED') return turn;
  const answer = handoverTurn(handover, coming);
  return answer.kind === 'NOW' || answer.returnsOn < turn.returnsOn ? answer : turn;
}

function handoverTurn(handover: Handover, coming: Coming): Turn {
  const answer = receiptStanding(handover, coming.at, coming.settings.answerHours);
  if (answer.kind === 'AWAITED') return later(localDateOf(answer.until));
  const reason = answer.kind === 'DECLINED' ? 'HANDOVER_REFUSED' : 'HANDOVER_SILENT';
  return { kind: 'NOW', reason, since: localDateOf(handover.offeredAt) };
}

function actionTurn(action: OpenAction, coming: Coming): Turn {
  const answer = answerStanding(action, coming.at, coming.settings.answerHours);
  const reason = troubleOf(action, answer);
  if (reason) return { kind: 'NOW', reason, since: action.dueDate ?? coming.day };
  const due = dueDateOf(action);
  if (due === undefined) return { kind: 'NOW', reason: 'ACTION_OPEN', since: coming.day };
  if (due < coming.day) return { kind: 'NOW', reason: 'ACTION_LATE', since: due };
  const asksFrom = addDays(due, -coming.settings.openActionDaysAhead);
  if (asksFrom <= coming.day) return { kind: 'NOW', reason: 'ACTION_OPEN', since: due };
  return later(answer.kind === 'AWAITED' ? localDateOf(answer.until) : asksFrom);
}

/** What is wrong with an action, apart from its day; nobody having it comes before what was told about it. */
function troubleOf({ outcome }: OpenAction, answer: AnswerStanding): CarryReason | undefined {
  if (answer.kind === 'DECLINED') return 'ACTION_DECLINED';
  if (answer.kind === 'SILENT') return 'ACTION_SILENT';
  if (outcome.kind === 'NOT_DONE') return 'ACTION_NOT_DONE';
  return outcome.kind === 'MORE_TIME' && !outcome.agreed ? 'ACTION_MORE_TIME' : undefined;
}

/** The day that counts: the new one once the table agreed to more time, else the one that was promised. */
export function dueDateOf(action: OpenAction): LocalDate | undefined {
  const { outcome, dueDate } = action;
  return outcome.kind === 'MORE_TIME' && outcome.agreed ? outcome.until : dueDate;
}

function dissentTurn(dissent: OpenDissent, coming: Coming): Turn {
  return onDay(dissent.revisitOn, { reason: 'DISSENT_DUE', fallback: coming.day }, coming);
}

function monitoringTurn({ moment }: OpenMonitoring, coming: Coming): Turn {
  const { dueOn, outcome } = moment;
  if (outcome)
    return { kind: 'NOW', reason: 'VIOLENCE_NOT_STOPPED', since: localDateOf(outcome.at) };
  return onDay(dueOn, { reason: 'MONITORING_DUE', fallback: dueOn }, coming);
}

function onDay(
  day: LocalDate | undefined,
  { reason, fallback }: { readonly reason: CarryReason; readonly fallback: LocalDate },
  coming: Coming,
): Turn {
  if (day === undefined) return { kind: 'NOW', reason, since: fallback };
  return day <= coming.day ? { kind: 'NOW', reason, since: day } : later(day);
}

function later(returnsOn: LocalDate): Turn {
  return { kind: 'LATER', returnsOn };
}
