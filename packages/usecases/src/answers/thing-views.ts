import {
  type Acceptance,
  type ActionOutcome,
  addHours,
  type CaseId,
  dayStatus,
  defaultAnswerHours,
  dueDateOf,
  type Handover,
  type HandoverAnswer,
  type HouseholdPerson,
  type Instant,
  type LocalDate,
  localDateOf,
  type MeetingId,
  type MonitoringMoment,
  type OpenAction,
  type ProvisionalHold,
  type Report,
  type Seen,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { OpenThingRow } from '../ports/rows.ts';
import type { Directory } from './directory.ts';
import { iso } from './instants.ts';

type MyWeek = ApiAnswer<'myWeek'>;
export type OpenActionView = MyWeek['actions'][number];
export type HandoverView = MyWeek['handovers'][number];
export type MonitoringView = MyWeek['monitoring'][number];
export type HouseholdView = ApiAnswer<'case'>['household'][number];
export type ReportView = ApiAnswer<'case'>['reports'][number];

/** An answer as it stands beside what is there now: a yes to other words stands no more. */
export function acceptanceView(acceptance: Acceptance, seen: Seen): OpenActionView['acceptance'] {
  switch (acceptance.kind) {
    case 'NONE':
      return { kind: 'NONE' };
    case 'DECLINED':
      return { ...acceptance, at: iso(acceptance.at) };
    case 'ACCEPTED':
    case 'ACCEPTED_ON_BEHALF': {
      const { kind, by, at } = acceptance;
      return { kind, by, at: iso(at), stands: acceptance.seen === seen };
    }
  }
}

export function holdView(hold: ProvisionalHold, seen: Seen): NonNullable<OpenActionView['hold']> {
  const { holder, askedAt } = hold;
  return {
    holder,
    askedAt: iso(askedAt),
    until: iso(addHours(askedAt, defaultAnswerHours)),
    stands: hold.seen === undefined || hold.seen === seen,
  };
}

export function outcomeView(outcome: ActionOutcome): OpenActionView['outcome'] {
  return outcome.kind === 'NONE' ? { kind: 'NONE' } : { ...outcome, at: iso(outcome.at) };
}

/** Where a thing was agreed, as a list of them needs it. */
export interface Whereabouts {
  readonly alias: string;
  readonly meeting: MeetingId;
}

export function openActionView(
  { words, owner, seen = '' }: OpenThingRow,
  action: OpenAction,
  { alias, meeting }: Whereabouts,
  now: Instant,
): OpenActionView {
  const due = dueDateOf(action);
  return {
    id: action.action,
    item: action.item,
    caseId: action.caseId,
    alias,
    words,
    ...(owner ? { owner } : {}),
    ...(due === undefined ? {} : { dueDate: due }),
    ...lateBy(due, localDateOf(now)),
    acceptance: acceptanceView(action.acceptance, seen),
    ...(action.hold ? { hold: holdView(action.hold, seen) } : {}),
    outcome: outcomeView(action.outcome),
    seen,
    meeting,
  };
}

/** MC320: as every other term. What was due before the calendar begins is late, by nobody knows how much. */
function lateBy(due: LocalDate | undefined, today: LocalDate) {
  if (due === undefined || today <= due) return {};
  const status = dayStatus(due, today);
  return { workingDaysLate: status.kind === 'LATE' ? status.by : 0 };
}

export function handoverView(
  { caseId, seen = '' }: OpenThingRow,
  handover: Handover,
  alias: string,
  directory: Directory,
): HandoverView {
  const { item, from, to, offeredAt, answer, holder } = handover;
  return {
    item,
    caseId,
    alias,
    from: directory.organisation(from),
    ...(to ? { to } : {}),
    offeredAt: iso(offeredAt),
    seen,
    answer: handoverAnswerView(answer),
    ...(holder === undefined ? {} : { holder }),
  };
}

function handoverAnswerView(answer: HandoverAnswer): HandoverView['answer'] {
  return answer.kind === 'NONE' ? { kind: 'NONE' } : { ...answer, at: iso(answer.at) };
}

/** A check; what it found is told once, by whoever may tell it. */
export function monitoringView(
  moment: MonitoringMoment,
  alias: string,
  toTell: ReadonlySet<CaseId>,
): MonitoringView {
  const { id, caseId, dueOn, outcome } = moment;
  return {
    id,
    caseId,
    alias,
    dueOn,
    ...(outcome ? { outcome: { ...outcome, at: iso(outcome.at) } } : {}),
    mayDo: !outcome && toTell.has(caseId) ? ['monitoringOutcome'] : [],
  };
}

/** Somebody of a household, by role and age; a confidential address is no field of it. */
export function householdView(person: HouseholdPerson): HouseholdView {
  const { id, role, ageYears, isChild, whereabouts } = person;
  return {
    id,
    role,
    isChild,
    ...(ageYears === undefined ? {} : { ageYears }),
    ...(whereabouts === undefined ? {} : { whereabouts }),
  };
}

/** A report without who reported it. */
export function reportView(report: Report): ReportView {
  const { id, kind, signal, source, reporterKind, receivedAt, summary } = report;
  return { id, kind, signal, source, reporterKind, receivedAt: iso(receivedAt), summary };
}
