import type { OrganisationId } from '../model/ids.ts';
import { compareText } from '../model/order.ts';
import type { Instant, LocalDate } from '../model/time.ts';
import { localDateOf } from '../terms/amsterdam.ts';
import { addYears } from '../terms/local-date.ts';
import type { ErasureRequest } from './erasure-request.ts';
import {
  endOfLength,
  type RecordKind,
  type RetentionSettings,
  type RetentionTerm,
  termFor,
} from './retention-settings.ts';

const adultAge = 18;

/** A reason why something may not be destroyed now, such as a running court case or complaint. */
export interface LegalHold {
  readonly reason: string;
  readonly from: LocalDate;
  /** The first day on which it no longer holds; absent while no end is known. */
  readonly until?: LocalDate;
}

/** What is known about the youngest child in the record. */
export type YoungestChild =
  | { readonly kind: 'NO_CHILD' }
  | { readonly kind: 'BORN'; readonly on: LocalDate }
  /** Unborn, or the birthday is unknown. */
  | { readonly kind: 'UNKNOWN' };

/** Something that is kept, with what its end depends on. */
export interface KeptRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly organisation: OrganisationId;
  /** The day from which its term runs; see recordKinds. */
  readonly startsOn: LocalDate;
  readonly youngestChild: YoungestChild;
  readonly holds: readonly LegalHold[];
  readonly erasure?: ErasureRequest;
}

/** Why a record is due. */
export type DestructionCause =
  | { readonly kind: 'TERM_ENDED'; readonly term: RetentionTerm }
  | { readonly kind: 'ERASURE_GRANTED' };

/** How a record stands on a day. */
export type RetentionStanding =
  | { readonly kind: 'KEPT'; readonly until: LocalDate }
  | { readonly kind: 'DUE'; readonly since: LocalDate; readonly why: DestructionCause }
  /** It would be due, and a hold keeps it. */
  | {
      readonly kind: 'HELD';
      readonly since: LocalDate;
      readonly why: DestructionCause;
      readonly holds: readonly LegalHold[];
    }
  /** No term is known for it: somebody has to say. */
  | { readonly kind: 'NO_TERM' };

/** How one record stands on a day in Amsterdam. */
export function retentionStanding(
  record: KeptRecord,
  settings: RetentionSettings,
  today: LocalDate,
): RetentionStanding {
  const term = termFor(settings, record.kind, record.organisation);
  const end = earliest([...termEnd(record, term), ...grantedEnd(record)]);
  if (!end) return { kind: 'NO_TERM' };
  if (today < end.since) return { kind: 'KEPT', until: end.since };
  const holds = record.holds.filter((hold) => holdsOn(hold, today));
  return holds.length > 0 ? { kind: 'HELD', ...end, holds } : { kind: 'DUE', ...end };
}

interface End {
  readonly since: LocalDate;
  readonly why: DestructionCause;
}

function termEnd(record: KeptRecord, term: RetentionTerm | undefined): readonly End[] {
  if (!term) return [];
  return [{ since: endOfTerm(record, term), why: { kind: 'TERM_ENDED', term } }];
}

function grantedEnd({ erasure }: KeptRecord): readonly End[] {
  if (erasure?.answer.kind !== 'GRANTED') return [];
  return [{ since: erasure.answer.on, why: { kind: 'ERASURE_GRANTED' } }];
}

function earliest(ends: readonly End[]): End | undefined {
  return ends.toSorted((a, b) => compareText(a.since, b.since)).at(0);
}

function endOfTerm({ startsOn, youngestChild }: KeptRecord, term: RetentionTerm): LocalDate {
  const byLength = endOfLength(startsOn, term.length);
  if (term.child === 'IGNORED' || youngestChild.kind === 'NO_CHILD') return byLength;
  const born = youngestChild.kind === 'BORN' ? youngestChild.on : startsOn;
  const byAge = addYears(born, adultAge);
  const later = byAge > byLength ? byAge : byLength;
  const earlier = byAge < byLength ? byAge : byLength;
  return term.child === 'LATER_OF_BOTH' ? later : earlier;
}

function holdsOn({ from, until }: LegalHold, today: LocalDate): boolean {
  return from <= today && (until === undefined || today < until);
}

/** One line of the list: what must be destroyed, since when, and why. */
export interface Destruction extends End {
  readonly id: string;
  readonly kind: RecordKind;
  readonly organisation: OrganisationId;
}

/** Everything that asks for something, the oldest first. What is kept as it should be is not in it. */
export interface RetentionReview {
  readonly due: readonly Destruction[];
  /** Would be due, and is held: with why. */
  readonly held: readonly (Destruction & { readonly holds: readonly LegalHold[] })[];
  /** Records without a term: somebody has to say how long they are kept. */
  readonly withoutTerm: readonly string[];
}

/** Looks at every record. Throws OutsideCalendar for a moment outside 2020 to 2040. */
export function retentionReview(
  records: readonly KeptRecord[],
  settings: RetentionSettings,
  now: Instant,
): RetentionReview {
  const today = localDateOf(now);
  const all = records
    .map((record) => ({ record, standing: retentionStanding(record, settings, today) }))
    .sort((a, b) => compareText(a.record.id, b.record.id));
  return {
    due: all
      .flatMap(({ record, standing }) =>
        standing.kind === 'DUE' ? [lineOf(record, standing)] : [],
      )
      .sort(oldestFirst),
    held: all
      .flatMap(({ record, standing }) =>
        standing.kind === 'HELD' ? [{ ...lineOf(record, standing), holds: standing.holds }] : [],
      )
      .sort(oldestFirst),
    withoutTerm: all
      .filter(({ standing }) => standing.kind === 'NO_TERM')
      .map(({ record }) => record.id),
  };
}

/** What must be destroyed now, the oldest first. Throws OutsideCalendar for a moment outside 2020 to 2040. */
export function mustBeDestroyed(
  records: readonly KeptRecord[],
  settings: RetentionSettings,
  now: Instant,
): readonly Destruction[] {
  return retentionReview(records, settings, now).due;
}

function lineOf({ id, kind, organisation }: KeptRecord, { since, why }: End): Destruction {
  return { id, kind, organisation, since, why };
}

function oldestFirst(a: End, b: End): number {
  return compareText(a.since, b.since);
}
