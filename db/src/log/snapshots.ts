import type { RoomSnapshot } from '@overlegtafel/rooms';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { hash } from 'node:crypto';
import { seal, unseal } from '../keys/sealed.ts';
import { oncePerStorage, type Storage } from '../kit/orm.ts';
import type { CaseKey } from './chain.ts';

/** What a snapshot is bound to: its room, how far it goes, and the chain up to there. */
interface Place {
  readonly room: string;
  readonly upTo: number;
  readonly logHash: Uint8Array;
}

/** Stores a snapshot and lets go of the older ones. The caller knows that the log is that far. */
export async function storeSnapshot(
  { orm, tables, write }: Storage,
  place: Place,
  snapshot: RoomSnapshot,
  key: CaseKey,
): Promise<void> {
  const { roomSnapshot } = tables;
  const { room, upTo } = place;
  const body = seal(key.key, packed(snapshot), textOf(place, key.caseId));
  const logHash = Buffer.from(place.logHash);
  const sha256 = hash('sha256', body, 'buffer');
  const row = { room, upTo, keyNumber: key.number, logHash, body, sha256 };
  await write.atomically([
    orm.insert(roomSnapshot).values(row).onConflictDoNothing(),
    orm.delete(roomSnapshot).where(and(eq(roomSnapshot.room, room), lt(roomSnapshot.upTo, upTo))),
  ]);
}

const newestQuery = oncePerStorage(({ orm, tables: { roomSnapshot } }) =>
  orm
    .select()
    .from(roomSnapshot)
    .where(eq(roomSnapshot.room, sql.placeholder('room')))
    .orderBy(desc(roomSnapshot.upTo))
    .limit(1)
    .prepare(),
);

/** The newest snapshot as it is stored, still sealed. */
export async function newestSnapshot(storage: Storage, room: string) {
  const [newest] = await newestQuery(storage).execute({ room });
  return newest;
}

export type StoredSnapshot = NonNullable<Awaited<ReturnType<typeof newestSnapshot>>>;

/** Opens a stored snapshot; undefined when anything about it is not what was stored. */
export function openSnapshot(stored: StoredSnapshot, key: CaseKey): RoomSnapshot | undefined {
  if (!hash('sha256', stored.body, 'buffer').equals(stored.sha256)) return undefined;
  const plain = unseal(key.key, stored.body, textOf(stored, key.caseId));
  if (!plain) return undefined;
  const split = 4 + plain.readUInt32LE(0);
  return {
    upTo: stored.upTo,
    stateVector: plain.subarray(4, split),
    state: plain.subarray(split),
  };
}

/** Removes a snapshot that is of no use; the room is read from its rows. */
export async function dropSnapshot(
  { orm, tables, write }: Storage,
  { room, upTo }: StoredSnapshot,
): Promise<void> {
  const { roomSnapshot } = tables;
  await write.atomically([
    orm.delete(roomSnapshot).where(and(eq(roomSnapshot.room, room), eq(roomSnapshot.upTo, upTo))),
  ]);
}

/** `length of the state vector | state vector | state`. */
function packed({ state, stateVector }: RoomSnapshot): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(stateVector.length);
  return Buffer.concat([length, stateVector, state]);
}

function textOf({ room, upTo, logHash }: Place, caseId: string): string {
  return JSON.stringify(['snapshot', caseId, room, upTo, Buffer.from(logHash).toString('hex')]);
}
