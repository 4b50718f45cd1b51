import type { Instant, MeetingId, MeetingStateKind, PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { AccessLine } from '../audit/access-line.ts';
import type { ItemDeed, MeetingDeed } from '../deeds/deed.ts';
import type { Claim } from './kept-answers.ts';
import type * as rows from './rows.ts';

/** Something to be stored. Data, not SQL: the storage turns it into statements. PUT replaces the row of the same key. */
export type Change =
  | { readonly put: 'organisation'; readonly row: rows.OrganisationRow }
  | { readonly put: 'person'; readonly row: rows.PersonRow }
  | { readonly put: 'membership'; readonly row: rows.MembershipRow }
  | { readonly put: 'table'; readonly row: rows.TableRow }
  | { readonly put: 'meeting'; readonly row: rows.MeetingRow }
  | { readonly put: 'case'; readonly row: rows.CaseRow; readonly intake?: string }
  | { readonly put: 'report'; readonly row: rows.ReportRow; readonly intake?: string }
  | { readonly put: 'advice'; readonly row: rows.AdviceRow }
  | { readonly put: 'reporter'; readonly row: rows.ReporterIdentity }
  | { readonly put: 'address'; readonly row: rows.AddressRow }
  | { readonly put: 'assessment'; readonly row: rows.AssessmentRow; readonly intake?: string }
  /** Begins a file; what is put with its id is there for nobody until all of it is. */
  | { readonly put: 'intake'; readonly row: rows.IntakeRow }
  | { readonly put: 'item'; readonly row: rows.ItemRow }
  | { readonly put: 'openThing'; readonly row: rows.OpenThingRow }
  | { readonly put: 'monitoring'; readonly row: rows.MonitoringRow }
  | { readonly put: 'attendance'; readonly row: rows.AttendanceRow }
  | { readonly put: 'rightsRequest'; readonly row: rows.RightsRequestRow }
  | { readonly put: 'erasureAnswer'; readonly row: rows.ErasureAnswerRow }
  | { readonly put: 'legalHold'; readonly row: rows.LegalHoldRow }
  | { readonly add: 'itemDeed'; readonly row: ItemDeed }
  | { readonly add: 'meetingDeed'; readonly row: MeetingDeed }
  | { readonly add: 'record'; readonly row: rows.NewRecord };

/** What must still be so at the moment of writing; the storage checks it in the same transaction, and locks it. */
export type Guard =
  /**
   * The meeting stands in one of these states. Raises its revision by one, so that whoever closes meanwhile looks
   * again. A `put meeting` in the same commit sets everything but the revision. Several guards on one meeting raise
   * it once.
   */
  | {
      readonly kind: 'MEETING_IS';
      readonly meeting: MeetingId;
      readonly states: readonly MeetingStateKind[];
    }
  /** The meeting has exactly this revision; raises it by one. */
  | { readonly kind: 'MEETING_AT'; readonly meeting: MeetingId; readonly revision: number }
  /** The rooms are held by this holder and have not moved; closes them. */
  | {
      readonly kind: 'ROOMS_AT';
      readonly heads: ReadonlyMap<RoomName, number>;
      readonly holder: string;
    }
  /** Nobody's place changed since this was read: no membership, no person, nobody who signs in. */
  | { readonly kind: 'ACCOUNTS_AT'; readonly count: number }
  /** Nobody is entered for this subject of an issuer yet; enters this person for it. */
  | {
      readonly kind: 'SUBJECT_IS_NEW';
      readonly issuer: string;
      readonly subject: string;
      readonly person: PersonId;
    }
  /** This file is being taken in and was not taken for broken off. TAKEN: with this commit all of it is there. */
  | {
      readonly kind: 'INTAKE';
      readonly intake: string;
      readonly at: Instant;
      readonly becomes: 'STAGED' | 'TAKEN';
    };

/** A commit: all of it or nothing, the lines of the access log included. */
export interface Commit {
  readonly guards: readonly Guard[];
  readonly changes: readonly Change[];
  readonly lines: readonly AccessLine[];
  readonly once?: Once;
}

/**
 * A commit of a call that may come twice: stored only while the claim stands, else it throws ClaimLostError. With the
 * answer, that is where the call is done: from then on it is answered so, whatever becomes of this process.
 */
export interface Once {
  readonly claim: Claim;
  /** What whoever asked is told; absent while more commits of the same call follow. */
  readonly answer?: object;
}

export type Committed =
  /** Stored, and on disk. */
  | { readonly kind: 'STORED' }
  /** Somebody was first: the guard with this place did not hold, and nothing was stored. */
  | { readonly kind: 'MOVED'; readonly guard: number };

/** The one way in which use cases write. */
export interface Ledger {
  commit(commit: Commit): Promise<Committed>;
  /** Writes lines of the access log and nothing else. Data leaves the server only after it resolved. */
  record(lines: readonly AccessLine[]): Promise<void>;
  /** Removes files that were begun and are not there yet: this one, or those on which nobody went on since then. */
  dropIntakes(which: { readonly id: string } | { readonly untouchedSince: Instant }): Promise<void>;
}
