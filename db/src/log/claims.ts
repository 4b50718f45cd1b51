// edge: rows as the database gives them
import type { PersonId } from '@overlegtafel/domain';
import type { ClientClaim } from '@overlegtafel/rooms';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { oncePerStorage, type Storage } from '../kit/orm.ts';

/**
 * Gives the owner of each client id, claiming what nobody has yet. An owner never changes, so one
 * that is read needs no transaction.
 */
export async function claimClientIds(
  storage: Storage,
  claims: readonly ClientClaim[],
): Promise<PersonId[]> {
  if (claims.length === 0) return [];
  let owners = await ownersOf(storage, claims);
  const free = claims.filter((claim) => !owners.has(nameOf(claim)));
  if (free.length > 0) {
    const { orm, tables, write } = storage;
    const rows = firstOfEach(free).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    await write.atomically([orm.insert(tables.clientClaim).values(rows).onConflictDoNothing()]);
    owners = await ownersOf(storage, claims);
  }
  return claims.map((claim) => {
    const owner = owners.get(nameOf(claim));
    if (owner === undefined) throw new Error(`room ${claim.room} is gone`);
    return owner;
  });
}

const claimQuery = oncePerStorage(({ orm, tables: { clientClaim } }) =>
  orm
    .select()
    .from(clientClaim)
    .where(eq(clientClaim.room, sql.placeholder('room')))
    .prepare(),
);

/** Which client id of a room belongs to whom. */
export async function claimsOf(storage: Storage, room: string): Promise<Map<number, PersonId>> {
  const rows = await claimQuery(storage).execute({ room });
  return new Map(rows.map(({ clientId, person }) => [clientId, person as PersonId]));
}

async function ownersOf(
  { orm, tables }: Storage,
  claims: readonly ClientClaim[],
): Promise<Map<string, PersonId>> {
  const { clientClaim } = tables;
  const idsOf = Map.groupBy(claims, ({ room }) => room);
  const wanted = [...idsOf].map(([room, ofRoom]) => {
    const ids = ofRoom.map(({ clientId }) => clientId);
    return and(eq(clientClaim.room, room), inArray(clientClaim.clientId, ids));
  });
  const rows = await orm
    .select()
    .from(clientClaim)
    .where(or(...wanted));
  return new Map(rows.map((row) => [nameOf(row), row.person as PersonId]));
}

function firstOfEach(claims: readonly ClientClaim[]): ClientClaim[] {
  return [...new Map(claims.toReversed().map((claim) => [nameOf(claim), claim])).values()];
}

function nameOf({ room, clientId }: { readonly room: string; readonly clientId: number }): string {
  return `${room} ${clientId}`;
}
