import type {
  CaseId,
  ItemId,
  MunicipalityCode,
  OrganisationId,
  PersonId,
  TableId,
} from '../model/ids.ts';
import { hasWords } from '../parsing/outside-text.ts';
import type { Instant } from '../model/time.ts';
import type { LegalGround, RightsSettings } from './legal-grounds.ts';
import type { Role } from './vocabulary.ts';

/** Somebody's place at a table, from one moment up to another. */
export interface Membership {
  readonly role: Role;
  readonly organisation: OrganisationId;
  readonly table?: TableId;
  readonly municipality?: MunicipalityCode;
  readonly from: Instant;
  /** The first moment at which it no longer holds; absent while no end is known. */
  readonly until?: Instant;
  /** During whose leave this is. A substitution without an end is not valid. */
  readonly substituteFor?: PersonId;
}

/** Access for one person to one item, with why. It ends with the item, or with their last action in it. */
export interface Invitation {
  readonly person: PersonId;
  readonly item: ItemId;
  readonly ground: LegalGround;
  /** What it is for. */
  readonly purpose: string;
  /** Why this person is needed and nobody less will do. */
  readonly necessity: string;
  readonly invitedBy: PersonId;
  readonly from: Instant;
  readonly until?: Instant;
}

/** Emergency access to one item: for a limited time, with a reason, and always told to the privacy officer. */
export interface BreakGlass {
  readonly item: ItemId;
  readonly reason: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Somebody who wants something, with everything that rights are derived from, at one moment. */
export interface Actor {
  readonly person: PersonId;
  /** The moment of asking. Rights are asked again each time; an answer is not kept. */
  readonly at: Instant;
  readonly memberships: readonly Membership[];
  readonly invitations: readonly Invitation[];
  /** The cases from which this person stepped out, and did not come back to. */
  readonly recusedFrom: readonly CaseId[];
  readonly breakGlass: readonly BreakGlass[];
}

/** True from `from` up to, and not at, `until`. Anything that is no moment makes it false. */
export function holdsAt(
  { from, until }: { readonly from: Instant; readonly until?: Instant | undefined },
  at: Instant,
): boolean {
  return from <= at && (until === undefined || at < until);
}

/** The memberships that hold now; a substitution counts only with an end. */
export function activeMemberships({ memberships, at }: Actor): readonly Membership[] {
  return memberships.filter(
    (membership) =>
      holdsAt(membership, at) &&
      (membership.substituteFor === undefined || membership.until !== undefined),
  );
}

/** The invitation to this item that holds now: complete, on a ground that is switched on, and not by oneself. */
export function validInvitation(
  { person, invitations, at }: Actor,
  item: ItemId,
  settings: RightsSettings,
): Invitation | undefined {
  return invitations.find(
    (invitation) =>
      invitation.person === person &&
      invitation.item === item &&
      invitation.invitedBy !== person &&
      settings.grounds.includes(invitation.ground) &&
      isFilled(invitation.purpose) &&
      isFilled(invitation.necessity) &&
      holdsAt(invitation, at),
  );
}

/** True when somebody really wrote something. */
export function isFilled(words: string): boolean {
  return hasWords(words);
}
