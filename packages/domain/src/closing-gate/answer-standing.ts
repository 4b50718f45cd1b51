import type { Acceptance, Owner, ProvisionalHold, Seen } from '../model/card.ts';
import type { PersonId } from '../model/ids.ts';
import type { Attendance } from './reading/read-table.ts';
import { isSeen } from './reading/values.ts';

/** Something that somebody was named for, with how they answered. */
export interface Asked {
  readonly owner: Owner;
  readonly acceptance: Acceptance;
  readonly hold?: ProvisionalHold;
  /** The hash of what stands there now. */
  readonly seen: Seen;
}

/** How the answer stands at the table. Only YES and HELD do not block. */
export type Standing =
  | { readonly kind: 'YES' }
  | { readonly kind: 'HELD'; readonly holder: PersonId }
  | { readonly kind: 'NOT_ACCEPTED' }
  /** Said yes, or held, when something else stood there. */
  | { readonly kind: 'CHANGED'; readonly saidBy: PersonId }
  | { readonly kind: 'DECLINED'; readonly saidBy: PersonId }
  | { readonly kind: 'HOLDER_ABSENT'; readonly holder: PersonId };

/** True when the person is the owner who is named, or acts for the organisation that is named. */
export function answersFor(owner: Owner, person: PersonId, attendance: Attendance): boolean {
  if (owner.kind === 'PERSON') return owner.person === person;
  return attendance.memberships.some(
    (membership) => membership.person === person && membership.organisation === owner.organisation,
  );
}

/** True when what somebody named is what stands there now; never for something that is no hash. */
export function stillStands(named: Seen | undefined, now: Seen): boolean {
  return isSeen(named) && named === now;
}

/** CG21 to CG28: whether the owner said yes to what stands there, or somebody at the table holds it until they do. */
export function standingOf(asked: Asked, attendance: Attendance): Standing {
  const answer = ownAnswer(asked, attendance);
  const { owner, hold, seen } = asked;
  if (answer.kind === 'YES' || !hold) return answer;
  const ownerMayAnswer = isThere(owner, attendance) && answer.kind !== 'DECLINED';
  if (ownerMayAnswer || isSamePerson(owner, hold.holder)) return answer;
  if (!stillStands(hold.seen, seen)) return { kind: 'CHANGED', saidBy: hold.holder };
  const { holder } = hold;
  return { kind: attendance.present.includes(holder) ? 'HELD' : 'HOLDER_ABSENT', holder };
}

/** What the owner answered themselves. A yes on somebody's behalf, or of somebody else, is no answer. */
function ownAnswer({ owner, acceptance, seen }: Asked, attendance: Attendance): Standing {
  const isAnswer = acceptance.kind === 'ACCEPTED' || acceptance.kind === 'DECLINED';
  if (!isAnswer || !answersFor(owner, acceptance.by, attendance)) return { kind: 'NOT_ACCEPTED' };
  if (acceptance.kind === 'DECLINED') return { kind: 'DECLINED', saidBy: acceptance.by };
  return stillStands(acceptance.seen, seen)
    ? { kind: 'YES' }
    : { kind: 'CHANGED', saidBy: acceptance.by };
}

function isThere(owner: Owner, { present }: Attendance): boolean {
  return owner.kind === 'PERSON' && present.includes(owner.person);
}

function isSamePerson(owner: Owner, person: PersonId): boolean {
  return owner.kind === 'PERSON' && owner.person === person;
}
