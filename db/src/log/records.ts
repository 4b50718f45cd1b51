// edge: rows as the database gives them
import type { PersonId } from '@overlegtafel/domain';
import type { LogRow } from '@overlegtafel/rooms';
import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { BrokenChainError, KeyDestroyedError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { oncePerStorage, type Storage } from '../kit/orm.ts';
import { readClientIds } from './append.ts';
import { chainStart, follows, unsealRow, type CaseKey, type StoredRow } from './chain.ts';

const roomQuery = oncePerStorage(({ orm, tables: { room } }) =>
  orm
    .select()
    .from(room)
    .where(eq(room.id, sql.placeholder('id')))
    .prepare(),
);

/** The row of a room. Its head was committed together with the rows up to it. */
export async function findRoom(storage: Storage, id: string) {
  const [found] = await roomQuery(storage).execute({ id });
  return found;
}

export type StoredRoom = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

const keyQuery = oncePerStorage(({ orm, tables: { caseKey } }) =>
  orm
    .select()
    .from(caseKey)
    .where(eq(caseKey.caseId, sql.placeholder('caseId')))
    .prepare(),
);

/** All keys of a case that were not destroyed, by number. */
export async function keysOf(storage: Storage, caseId: string, keys: CaseKeys) {
  const rows = await keyQuery(storage).execute({ caseId });
  const found = new Map<number, CaseKey>();
  for (const { number, wrapped } of rows)
    if (wrapped) found.set(number, { caseId, number, key: keys.unwrap(caseId, wrapped) });
  return found;
}

const rowQuery = oncePerStorage(({ orm, tables: { roomUpdate } }) =>
  orm
    .select()
    .from(roomUpdate)
    .where(
      and(
        eq(roomUpdate.room, sql.placeholder('room')),
        gte(roomUpdate.seq, sql.placeholder('first')),
        lte(roomUpdate.seq, sql.placeholder('last')),
      ),
    )
    .orderBy(asc(roomUpdate.seq))
    .prepare(),
);

/** The rows with these numbers, as they are stored. */
export async function storedRows(
  storage: Storage,
  room: string,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<StoredRow[]> {
  const rows = await rowQuery(storage).execute({ room, first, last });
  return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
}

/** Where a walk along the chain stands: the number and the hash of the last row that was right. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export const beforeFirstRow: ChainPoint = { seq: 0, hash: chainStart };

/** Goes on along the chain. Throws at the first row that is missing or is not what was written. */
export function walk(room: string, from: ChainPoint, rows: readonly StoredRow[]): ChainPoint {
  let point = from;
  for (const row of rows) {
    const seq = point.seq + 1;
    if (row.seq !== seq) throw new BrokenChainError(room, seq, 'the row is missing');
    if (!follows(row, point.hash))
      throw new BrokenChainError(room, seq, 'the row is not what was written');
    point = { seq, hash: row.hash };
  }
  return point;
}

/** The end of a walk must be the head of the room: rows that were cut off leave no other trace. */
export function checkHead(room: StoredRoom, point: ChainPoint): void {
  if (point.seq < room.head)
    throw new BrokenChainError(room.id, point.seq + 1, 'the row is missing');
  if (!Buffer.from(point.hash).equals(room.headHash))
    throw new BrokenChainError(room.id, room.head, 'the head of the room is another row');
}

/** The row as the room wants it. */
export function openRow(row: StoredRow, keys: ReadonlyMap<number, CaseKey>): LogRow {
  const key = keys.get(row.keyNumber);
  if (!key)
    throw new KeyDestroyedError(
      `room ${row.room}, row ${row.seq}: the key of the case is destroyed`,
    );
  const update = unsealRow(row, key);
  if (!update) throw new BrokenChainError(row.room, row.seq, 'the row does not open');
  const { seq, writer, n, atMs } = row;
  const clientIds = readClientIds(row.clientIds);
  return { seq, writer, n, person: row.person as PersonId, clientIds, atMs, update };
}
