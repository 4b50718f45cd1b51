import {
  type Actor,
  type BreakGlass,
  type Instant,
  type Invitation,
  type ItemId,
  type PersonId,
  readId,
} from '@overlegtafel/domain';
import type { ItemDeed } from '../deeds/deed.ts';
import type { ItemRow, MembershipRow } from '../ports/rows.ts';
import type { World } from '../world.ts';

/** Somebody with everything that rights are derived from, read now. */
export async function actorOf(person: PersonId, { stores, now }: World): Promise<Actor> {
  const [memberships, deeds] = await Promise.all([
    stores.membershipsOf(person),
    stores.accessDeedsOf(person),
  ]);
  const actor = makeActor({ person, at: now(), memberships, deeds });
  const left = await Promise.all(actor.recusedFrom.map((item) => stores.item(item)));
  return { ...actor, recusedFrom: [...actor.recusedFrom, ...left.flatMap(wholeCaseOf)] };
}

/** RT35: who stepped out of an item has its case as a whole no longer. A case is asked about by its id, as an item. */
function wholeCaseOf(item: ItemRow | undefined): readonly ItemId[] {
  const read = readId('ItemId', item?.caseId, 'case');
  return read.ok ? [read.value] : [];
}

/** The same from rows that were read already. `deeds` may hold those of others; they are left out. */
export function makeActor({
  person,
  at,
  memberships,
  deeds,
}: {
  readonly person: PersonId;
  readonly at: Instant;
  readonly memberships: readonly MembershipRow[];
  readonly deeds: readonly ItemDeed[];
}): Actor {
  const own = deeds.filter(({ by }) => by === person);
  return {
    person,
    at,
    memberships,
    invitations: deeds.flatMap((deed) => invitationIn(deed, person)),
    recusedFrom: own.flatMap(({ content, item }) => (content.kind === 'RECUSED' ? [item] : [])),
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
