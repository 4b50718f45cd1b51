import type {
  Actor,
  BreakGlass,
  CaseId,
  Instant,
  Invitation,
  PersonId,
} from '@overlegtafel/domain';
import type { ItemDeed } from '../deeds/deed.ts';
import type { MembershipRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { recusalsIn } from './recusals.ts';

/** Somebody with everything that rights are derived from, read now. */
export async function actorOf(person: PersonId, { stores, now }: World): Promise<Actor> {
  const [memberships, deeds] = await Promise.all([
    stores.membershipsOf(person),
    stores.accessDeedsOf(person),
  ]);
  const own = recusalsIn(deeds).filter((one) => one.person === person);
  const recusedFrom = [...new Set(own.map(({ caseId }) => caseId))];
  return makeActor({ person, at: now(), memberships, deeds, recusedFrom });
}

/** The same from rows that were read already. `deeds` may hold those of others; they are left out. */
export function makeActor({
  person,
  at,
  memberships,
  deeds,
  recusedFrom,
}: {
  readonly person: PersonId;
  readonly at: Instant;
  readonly memberships: readonly MembershipRow[];
  readonly deeds: readonly ItemDeed[];
  readonly recusedFrom: readonly CaseId[];
}): Actor {
  const own = deeds.filter(({ by }) => by === person);
  return {
    person,
    at,
    memberships,
    invitations: deeds.flatMap((deed) => invitationIn(deed, person)),
    recusedFrom,
    breakGlass: own.flatMap(glassIn),
  };
}

function invitationIn({ content, item, by, at }: ItemDeed, person: PersonId): Invitation[] {
  if (content.kind !== 'INVITED' || content.person !== person) return [];
  const { ground, purpose, necessity, until } = content;
  const ends = until === undefined ? {} : { until };
  return [{ person, item, ground, purpose, necessity, invitedBy: by, from: at, ...ends }];
}

function glassIn({ content, item, at }: ItemDeed): BreakGlass[] {
  if (content.kind !== 'BROKE_GLASS') return [];
  return [{ item, reason: content.reason, from: at, until: content.until }];
}
