import type { Instant, PersonId, TaskAccess } from '@overlegtafel/domain';
import type { Ledger } from './ports/changes.ts';
import type { Claim } from './ports/kept-answers.ts';
import type { MeetingRooms } from './ports/meeting-rooms.ts';
import type { Stores } from './ports/stores.ts';

/** Everything outside that use cases reach, as ports. */
export interface World {
  readonly stores: Stores;
  readonly ledger: Ledger;
  readonly rooms: MeetingRooms;
  readonly now: () => Instant;
  /** How long access by a task lasts. */
  readonly taskAccess: TaskAccess;
  /** True while this server destroys nothing, because its clock is out of step; absent where nothing is destroyed. */
  readonly destructionWaits?: () => boolean;
  /** A new random id: 26 characters of lower-case base32. */
  readonly newId: () => string;
  /** Tells the live connections; called after the commit. Never throws. */
  readonly tell: (happening: Happening) => void;
}

/** What live connections are told: that something was done, never what it says. */
export type Happening =
  | {
      readonly kind: 'DONE';
      readonly what: string;
      readonly by: PersonId;
      readonly meeting: string;
      readonly item?: string;
      readonly revision: number;
    }
  /** Something that the privacy officer of the table hears at once. */
  | {
      readonly kind: 'ALERT';
      readonly what: 'break-glass';
      readonly table: string;
      readonly item: string;
      readonly by: PersonId;
      readonly at: Instant;
    }
  /** Somebody's rights changed: sessions, invitations, recusals, memberships. */
  | { readonly kind: 'RIGHTS'; readonly person?: PersonId };

/** Who asks, and through which door: everything that the access log wants to know. */
export interface Caller {
  readonly person: PersonId;
  readonly traceId: string;
  /** Digest of the network address. */
  readonly origin: string;
  /** Digest of the session. */
  readonly session?: string;
  /** Of a call that may come twice: what it stores, it stores under this. */
  readonly claim?: Claim;
}
