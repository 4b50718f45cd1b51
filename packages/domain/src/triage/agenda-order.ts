import type { ItemId } from '../model/ids.ts';
import { compareText } from '../model/order.ts';
import type { LocalDate } from '../model/time.ts';
import { type SafetyLevel, type TriagePriority, triagePriorities } from '../model/vocabulary.ts';
import { defaultHolidaySettings, type HolidaySettings } from '../terms/holidays.ts';
import { dayStatus, type TermStatus } from '../terms/term-status.ts';

/** What is known about an item when the agenda is put in order. */
export interface AgendaCandidate {
  readonly item: ItemId;
  /** Chosen at the table; absent while nobody chose, or while it is disputed. */
  readonly priority?: TriagePriority;
  /** Agreed, or assessed by Veilig Thuis before the table. */
  readonly level?: SafetyLevel;
  /** The day on which its nearest term ends. */
  readonly dueOn?: LocalDate;
  readonly firstOnAgenda: LocalDate;
  readonly timesPostponed: number;
}

/** Why an item stands where it stands. */
export type PlaceReason =
  | { readonly kind: 'PRIORITY'; readonly priority: TriagePriority }
  /** Nobody chose a priority yet; the level says where it stands until somebody does. */
  | { readonly kind: 'LEVEL'; readonly level: SafetyLevel }
  | { readonly kind: 'NOTHING_KNOWN' }
  /** Postponed so often that it moved up; `from` is where it would stand otherwise. */
  | { readonly kind: 'POSTPONED'; readonly times: number; readonly from: TriagePriority };

/** One place on the agenda. `urgency` orders; it is no priority and is never written back as one. */
export interface AgendaPlace {
  readonly item: ItemId;
  readonly urgency: TriagePriority;
  readonly reason: PlaceReason;
  readonly term: TermStatus | { readonly kind: 'NO_TERM' };
}

/** What the order depends on besides the items. */
export interface OrderSettings {
  readonly today: LocalDate;
  /** How many postponements move an item up one step; at least 1. */
  readonly postponementsPerStep: number;
  readonly holidays: HolidaySettings;
}

export function defaultOrderSettings(today: LocalDate): OrderSettings {
  return { today, postponementsPerStep: 2, holidays: defaultHolidaySettings };
}

/** Where a level stands while the table has not chosen a priority. What nobody can assess yet is not put last. */
const placeOfLevel: Readonly<Record<SafetyLevel, TriagePriority>> = {
  ACUTE: 'ACT_NOW',
  STRUCTURAL: 'THIS_WEEK',
  NOT_ASSESSABLE: 'THIS_WEEK',
  MULTI_PROBLEM: 'WITHIN_TERM',
  SAFE_ENOUGH: 'WAITING',
};
const placeOfNothing: TriagePriority = 'THIS_WEEK';

/** Worst first within one urgency; what nobody can assess stands after structural. Unknown stands with it. */
const levelRank: Readonly<Record<SafetyLevel, number>> = {
  ACUTE: 0,
  STRUCTURAL: 1,
  NOT_ASSESSABLE: 2,
  MULTI_PROBLEM: 3,
  SAFE_ENOUGH: 4,
};

/** Postponing moves an item up as far as this, never before what must be done now. */
const highestByWaiting: TriagePriority = 'THIS_WEEK';

/** The agenda in order, most urgent first. Deterministic and total: the order in which items come in does not matter. */
export function agendaOrder(
  candidates: readonly AgendaCandidate[],
  settings: OrderSettings,
): readonly AgendaPlace[] {
  return candidates
    .map((candidate) => ({ candidate, place: placeOf(candidate, settings) }))
    .sort(byPlace)
    .map(({ place }) => place);
}

interface Placed {
  readonly candidate: AgendaCandidate;
  readonly place: AgendaPlace;
}

function byPlace(a: Placed, b: Placed): number {
  return (
    rankOf(a.place.urgency) - rankOf(b.place.urgency) ||
    levelRank[a.candidate.level ?? 'NOT_ASSESSABLE'] -
      levelRank[b.candidate.level ?? 'NOT_ASSESSABLE'] ||
    b.candidate.timesPostponed - a.candidate.timesPostponed ||
    compareText(a.candidate.dueOn ?? noTerm, b.candidate.dueOn ?? noTerm) ||
    compareText(a.candidate.firstOnAgenda, b.candidate.firstOnAgenda) ||
    compareText(a.candidate.item, b.candidate.item)
  );
}

/** Sorts after every day. */
const noTerm = '~';

function placeOf(candidate: AgendaCandidate, settings: OrderSettings): AgendaPlace {
  const base = baseOf(candidate);
  const urgency = climbed(base.urgency, candidate.timesPostponed, settings.postponementsPerStep);
  const { item, timesPostponed: times, dueOn } = candidate;
  const reason: PlaceReason =
    urgency === base.urgency ? base.reason : { kind: 'POSTPONED', times, from: base.urgency };
  const term =
    dueOn === undefined
      ? ({ kind: 'NO_TERM' } as const)
      : dayStatus(dueOn, settings.today, settings.holidays);
  return { item, urgency, reason, term };
}

function baseOf({ priority, level }: AgendaCandidate): Pick<AgendaPlace, 'urgency' | 'reason'> {
  if (priority) return { urgency: priority, reason: { kind: 'PRIORITY', priority } };
  if (level) return { urgency: placeOfLevel[level], reason: { kind: 'LEVEL', level } };
  return { urgency: placeOfNothing, reason: { kind: 'NOTHING_KNOWN' } };
}

function climbed(from: TriagePriority, times: number, perStep: number): TriagePriority {
  const steps = Math.floor(times / Math.max(1, perStep));
  const rank = Math.max(rankOf(from) - steps, Math.min(rankOf(from), rankOf(highestByWaiting)));
  return triagePriorities[rank] ?? from;
}

function rankOf(priority: TriagePriority): number {
  return triagePriorities.indexOf(priority);
}
