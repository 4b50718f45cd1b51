import { and, eq } from 'drizzle-orm';
import { hash } from 'node:crypto';
import { accountsChain, areSealed } from './verify-accounts.ts';
import type { Storage } from '../kit/orm.ts';

/** How far a chain has come: its last number, and the hash there in lower-case hex. */
type Head = readonly [seq: number, hash: string];
export type HeadsByName = Readonly<Record<string, Head>>;

/** How far every chain of a database has come. */
export interface Heads {
  /** Chains of the access log and the processing log. */
  readonly streams: HeadsByName;
  /** Rooms that are open. A closed one may be destroyed when its time has come. */
  readonly rooms: HeadsByName;
  /** Sealed records, per table. */
  readonly records: HeadsByName;
  /** The chain of what gives rights; absent in what was promised before it was sealed. */
  readonly accounts?: HeadsByName;
}

/** What heads are read from. */
type Reading = Pick<Storage, 'orm' | 'tables'>;

export const headKinds = ['streams', 'rooms', 'records', 'accounts'] as const;
type HeadKind = (typeof headKinds)[number];

export const noHeads: Heads = { streams: {}, rooms: {}, records: {} };

/** A chain that has not come as far as was promised, or stands there otherwise. */
export interface Behind {
  readonly of: HeadKind;
  readonly name: string;
  /** The number that was promised and is not there, or is another line. */
  readonly seq: number;
}

/** Reads the heads as they are on disk. */
export async function readHeads({ orm, tables }: Reading): Promise<Heads> {
  const { auditStream, room, recordHead } = tables;
  const streams = await orm.select().from(auditStream);
  const rooms = await orm
    .select({ id: room.id, head: room.head, headHash: room.headHash })
    .from(room)
    .where(eq(room.state, 'open'));
  const records = await orm.select().from(recordHead);
  const accounts = await accountsHead({ orm, tables });
  return {
    ...(accounts ? { accounts } : {}),
    streams: named(streams.map(({ id, head, headHash }) => [id, [head, hexOf(headHash)]])),
    rooms: named(rooms.map(({ id, head, headHash }) => [id, [head, hexOf(headHash)]])),
    records: named(records.map(({ table, number, fingerprint }) => [table, [number, fingerprint]])),
  };
}

/** The first chain that has not come as far as these heads, or went another way; nothing when all have. */
export async function firstBehind(storage: Reading, heads: Heads): Promise<Behind | undefined> {
  const hashAt = { streams: lineAt, rooms: rowAt, records: recordAt, accounts: changeAt };
  const now = await readHeads(storage);
  for (const of of headKinds)
    for (const [name, [seq, promised]] of Object.entries(heads[of] ?? {})) {
      const [head, last] = now[of]?.[name] ?? [0, ''];
      if (head === seq && last === promised) continue;
      if ((await hashAt[of](storage, name, seq)) !== promised) return { of, name, seq };
    }
  return undefined;
}

/** Tells one database from another: random bytes that were stored at its first start. */
export async function identityOf({ orm, tables }: Reading): Promise<string> {
  const [check] = await orm.select().from(tables.keyCheck);
  return check ? hash('sha256', check.wrapped, 'hex') : '';
}

async function lineAt({ orm, tables }: Reading, stream: string, seq: number) {
  for (const line of [tables.accessLine, tables.processingLine]) {
    const isIt = and(eq(line.stream, stream), eq(line.seq, seq));
    const [found] = await orm.select({ hash: line.hash }).from(line).where(isIt);
    if (found) return hexOf(found.hash);
  }
  return undefined;
}

async function rowAt({ orm, tables }: Reading, room: string, seq: number) {
  if (seq === 0) return emptyRoom({ orm, tables }, room);
  const { roomUpdate: row } = tables;
  const isIt = and(eq(row.room, room), eq(row.seq, seq));
  const [found] = await orm.select({ hash: row.hash }).from(row).where(isIt);
  return found && hexOf(found.hash);
}

/** A room without rows has the start of every chain as its head, as long as it is there. */
async function emptyRoom({ orm, tables }: Reading, room: string) {
  const [found] = await orm.select().from(tables.room).where(eq(tables.room.id, room));
  return found && '0'.repeat(64);
}

async function recordAt({ orm, tables: { record } }: Reading, table: string, number: number) {
  const isIt = and(eq(record.table, table), eq(record.number, number));
  const [found] = await orm.select({ hash: record.fingerprint }).from(record).where(isIt);
  return found?.hash;
}

async function accountsHead(reading: Reading) {
  if (!(await areSealed(reading))) return undefined;
  const { orm, tables } = reading;
  const [head] = await orm.select().from(tables.accountHead);
  return head?.hash ? named([[accountsChain, [head.number, hexOf(head.hash)]]]) : undefined;
}

async function changeAt(storage: Reading, _name: string, number: number) {
  if (!(await areSealed(storage))) return undefined;
  const { orm, tables } = storage;
  const { accountChange: change } = tables;
  const [found] = await orm
    .select({ hash: change.hash })
    .from(change)
    .where(eq(change.number, number));
  return found && hexOf(found.hash);
}

function named(heads: readonly (readonly [string, Head])[]): HeadsByName {
  return Object.fromEntries(heads);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
