// edge: rows as PostgreSQL gives them
import type { AppendOutcome, LogEntry } from '@overlegtafel/rooms';
import type pg from 'pg';
import type { CaseKeys } from '../keys/case-keys.ts';
import { admit, clientIdsText, type RoomEnd } from '../log/append.ts';
import { chainStart, sealRow, type CaseKey, type StoredRow } from '../log/chain.ts';

interface RoomFound {
  readonly id: string;
  readonly case_id: string;
  readonly state: string;
  readonly held_until: Date | null;
  readonly head: number;
  readonly head_hash: Buffer;
  readonly number: number | null;
  readonly wrapped: Buffer | null;
}

interface LockedRoom extends RoomEnd {
  head: number;
  headHash: Uint8Array;
  readonly added: StoredRow[];
}

/** Takes the rows of the rooms in one order, so that two processes never wait for each other. */
const lockRooms = {
  name: 'lock-rooms',
  text: `SELECT id, case_id, state, held_until, head, head_hash
         FROM room WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE`,
};

const findKeys = {
  name: 'find-keys',
  text: `SELECT DISTINCT ON (case_id) case_id, number, wrapped FROM case_key
         WHERE case_id = ANY($1::text[]) AND wrapped IS NOT NULL ORDER BY case_id, number DESC`,
};

const findRows = {
  name: 'find-rows',
  text: `SELECT room, writer, n, seq FROM room_update
         JOIN unnest($1::text[], $2::text[], $3::bigint[]) AS asked(room, writer, n)
         USING (room, writer, n)`,
};

const insertRows = {
  name: 'insert-rows',
  text: `INSERT INTO room_update
           (room, seq, person, writer, n, client_ids, at, key_number, body, hash)
         SELECT room, seq, person, writer, n, client_ids, to_timestamp(at / 1000.0), key_number, body, hash
         FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                     $7::bigint[], $8::bigint[], $9::bytea[], $10::bytea[])
           AS new(room, seq, person, writer, n, client_ids, at, key_number, body, hash)`,
};

const moveHeads = {
  name: 'move-heads',
  text: `UPDATE room SET head = new.head, head_hash = new.hash
         FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS new(id, head, hash)
         WHERE room.id = new.id AND state = 'open'`,
};

/**
 * Appends inside a transaction that somebody else begins and commits. The row of each room is
 * locked first, so head, state and hold stay what they are until the commit.
 */
export async function appendRows(
  client: pg.PoolClient,
  entries: readonly LogEntry[],
  keys: CaseKeys,
): Promise<AppendOutcome[]> {
  const rooms = await lock(client, entries, keys);
  const known = await knownRows(client, entries);
  const outcomes = entries.map((entry) => {
    const outcome = appendOne(rooms.get(entry.room), known.get(nameOf(entry)), entry);
    if (outcome.kind === 'appended') known.set(nameOf(entry), outcome.seq);
    return outcome;
  });
  await store(client, rooms);
  return outcomes;
}

async function lock(
  client: pg.PoolClient,
  entries: readonly LogEntry[],
  keys: CaseKeys,
): Promise<Map<string, LockedRoom>> {
  const ids = [...new Set(entries.map(({ room }) => room))];
  const { rows } = await client.query<RoomFound>({ ...lockRooms, values: [ids] });
  const cases = [...new Set(rows.map((row) => row.case_id))];
  const wrapped = await client.query<RoomFound>({ ...findKeys, values: [cases] });
  const keyOf = new Map<string, CaseKey>();
  for (const { case_id: caseId, number, wrapped: bytes } of wrapped.rows)
    if (number !== null && bytes)
      keyOf.set(caseId, { caseId, number, key: keys.unwrap(caseId, bytes) });
  return new Map(rows.map((row) => [row.id, { ...endOf(row), key: keyOf.get(row.case_id) }]));
}

function endOf(row: RoomFound): Omit<LockedRoom, 'key'> {
  return {
    state: row.state,
    heldUntilMs: row.held_until?.getTime() ?? null,
    head: row.head,
    headHash: row.head === 0 ? chainStart : row.head_hash,
    added: [],
  };
}

async function knownRows(
  client: pg.PoolClient,
  entries: readonly LogEntry[],
): Promise<Map<string, number>> {
  const values = [
    entries.map(({ room }) => room),
    entries.map(({ writer }) => writer),
    entries.map(({ n }) => n),
  ];
  const { rows } = await client.query<StoredRow>({ ...findRows, values });
  return new Map(rows.map((row) => [nameOf(row), row.seq]));
}

function appendOne(
  room: LockedRoom | undefined,
  known: number | undefined,
  entry: LogEntry,
): AppendOutcome {
  const refusal = admit(room, known, entry.atMs);
  if (refusal) return refusal;
  if (!room?.key) return { kind: 'gone' };
  const seq = room.head + 1;
  const { room: id, person, writer, n, atMs } = entry;
  const clientIds = clientIdsText(entry.clientIds);
  const place = { room: id, seq, person, writer, n, clientIds, atMs, keyNumber: room.key.number };
  const row = sealRow(place, entry.update, room.key, room.headHash);
  room.added.push(row);
  room.head = seq;
  room.headHash = row.hash;
  return { kind: 'appended', seq };
}

async function store(client: pg.PoolClient, rooms: ReadonlyMap<string, LockedRoom>): Promise<void> {
  const moved = [...rooms].filter(([, room]) => room.added.length > 0);
  if (moved.length === 0) return;
  const rows = moved.flatMap(([, room]) => room.added);
  const column = <K extends keyof StoredRow>(name: K) => rows.map((row) => row[name]);
  const inserted = (['room', 'seq', 'person', 'writer', 'n'] as const).map(column);
  const rest = (['clientIds', 'atMs', 'keyNumber', 'body', 'hash'] as const).map(column);
  await client.query({ ...insertRows, values: [...inserted, ...rest] });
  const heads = [
    moved.map(([id]) => id),
    moved.map(([, room]) => room.head),
    moved.map(([, room]) => room.headHash),
  ];
  await client.query({ ...moveHeads, values: heads });
}

function nameOf({ room, writer, n }: { readonly room: string; writer: string; n: number }): string {
  return JSON.stringify([room, writer, n]);
}
