import type {
  Actor,
  BreakGlass,
  CaseId,
  Instant,
  Invitation,
  PersonId,
} from '@overlegtafel/domain';
import type { CaseDeed, ItemDeed } from '../deeds/deed.ts';
import type { MembershipRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { emergenciesIn, type GivenAccess, invitationsIn, standing } from './given-access.ts';
import { recusalsIn } from './recusals.ts';

/** Somebody with everything that rights are derived from, read now. */
export async function actorOf(person: PersonId, { stores, now }: World): Promise<Actor> {
  const [memberships, deeds] = await Promise.all([
    stores.membershipsOf(person),
    stores.accessDeedsOf(person),
  ]);
  return actorBy(person, now(), memberships, deeds);
}

/** Many people at once, each with everything that rights are derived from, read together. */
export async function actorsOf(
  people: readonly PersonId[],
  { stores, now }: World,
): Promise<ReadonlyMap<PersonId, Actor>> {
  const [memberships, deeds] = await Promise.all([
    stores.membershipsOfAll(people),
    stores.accessDeedsOfAll(people),
  ]);
  const places = Map.groupBy(memberships, ({ person }) => person);
  const at = now();
  return new Map(
    people.map((one) => [one, actorBy(one, at, places.get(one) ?? [], deeds.get(one) ?? [])]),
  );
}

function actorBy(
  person: PersonId,
  at: Instant,
  memberships: readonly MembershipRow[],
  deeds: readonly CaseDeed[],
): Actor {
  const own = recusalsIn(deeds).filter((one) => one.person === person);
  const recusedFrom = [...new Set(own.map(({ caseId }) => caseId))];
  return makeActor({ person, at, memberships, deeds, recusedFrom });
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
  return {
    person,
    at,
    memberships,
    invitations: standing(invitationsIn(deeds)).flatMap((one) => invitationOf(one, person)),
    recusedFrom,
    breakGlass: standing(emergenciesIn(deeds)).flatMap((one) => glassOf(one, person)),
  };
}

function invitationOf(given: GivenAccess<'INVITED'>, person: PersonId): Invitation[] {
  if (given.person !== person) return [];
  const { item, by, at } = given.deed;
  const { ground, purpose, necessity, until } = given.content;
  const ends = until === undefined ? {} : { until };
  return [{ person, item, ground, purpose, necessity, invitedBy: by, from: at, ...ends }];
}

function glassOf({ deed, content, person }: GivenAccess<'BROKE_GLASS'>, who: PersonId) {
  const access: BreakGlass = {
    item: deed.item,
    reason: content.reason,
    from: deed.at,
    until: content.until,
  };
  return person === who ? [access] : [];
}
