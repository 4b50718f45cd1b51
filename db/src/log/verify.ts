import { and, asc, eq, gt, gte, lt, or } from 'drizzle-orm';
import { BrokenChainError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import { unsealRow, type CaseKey, type StoredRow } from './chain.ts';
import {
  beforeFirstRow,
  checkHead,
  findRoom,
  keysOf,
  storedRows,
  walk,
  type StoredRoom,
} from './records.ts';

/** What a check of one room found: how many rows are right, and the first one that is not. */
export type Verdict =
  | { readonly kind: 'sound'; readonly room: string; readonly rows: number }
  | {
      readonly kind: 'broken';
      readonly room: string;
      readonly seq: number;
      readonly what: string;
    };

const pageLength = 1_000;

/** Checks the whole chain of a room, and that its rows open as long as there is a key. */
export async function verifyRoom(
  storage: Storage,
  keys: CaseKeys | undefined,
  id: string,
): Promise<Verdict | undefined> {
  const room = await findRoom(storage, id);
  if (!room) return undefined;
  const caseKeys = keys ? await keysOf(storage, room.caseId, keys) : new Map<number, CaseKey>();
  try {
    await verifyRows(storage, room, caseKeys);
    return { kind: 'sound', room: id, rows: room.head };
  } catch (error) {
    if (!(error instanceof BrokenChainError)) throw error;
    return { kind: 'broken', room: id, seq: error.seq, what: error.message };
  }
}

/**
 * Checks every room, or those in which something was written since a moment. Gives a verdict for each, so that one
 * broken room hides no other.
 */
export async function verifyAll(
  storage: Storage,
  keys: CaseKeys | undefined,
  since?: Date,
): Promise<Verdict[]> {
  const { room, roomUpdate } = storage.tables;
  const ids = since
    ? await storage.orm
        .selectDistinct({ id: roomUpdate.room })
        .from(roomUpdate)
        .where(gte(roomUpdate.at, since))
    : await storage.orm.select({ id: room.id }).from(room).orderBy(asc(room.id));
  const verdicts: Verdict[] = [];
  for (const { id } of ids) {
    const verdict = await verifyRoom(storage, keys, id);
    if (verdict) verdicts.push(verdict);
  }
  return verdicts;
}

async function verifyRows(
  storage: Storage,
  room: StoredRoom,
  keys: ReadonlyMap<number, CaseKey>,
): Promise<void> {
  let point = beforeFirstRow;
  while (point.seq < room.head) {
    const first = point.seq + 1;
    const last = Math.min(room.head, point.seq + pageLength);
    const rows = await readableRows(storage, room.id, { first, last });
    if (rows.length === 0) break;
    point = walk(room.id, point, rows);
    checkSeals(rows, keys);
  }
  checkHead(room, point);
  const [outside] = await rowsOutside(storage, room.id);
  if (outside) throw new BrokenChainError(room.id, outside.seq, 'the row belongs to no chain');
}

/** Rows that no reading comes by, as of one moment: a room may go on while it is checked. */
function rowsOutside({ orm, tables }: Storage, id: string) {
  const { room, roomUpdate } = tables;
  return orm
    .select({ seq: roomUpdate.seq })
    .from(roomUpdate)
    .innerJoin(room, eq(room.id, roomUpdate.room))
    .where(and(eq(room.id, id), or(gt(roomUpdate.seq, room.head), lt(roomUpdate.seq, 1))))
    .orderBy(asc(roomUpdate.seq))
    .limit(1);
}

/** A damaged page of the file stops a whole query: then row by row, to name the first one. */
async function readableRows(
  storage: Storage,
  room: string,
  range: { readonly first: number; readonly last: number },
): Promise<StoredRow[]> {
  try {
    return await storedRows(storage, room, range);
  } catch (error) {
    if (range.first === range.last)
      throw new BrokenChainError(room, range.first, `the file is damaged here (${String(error)})`);
    const rows: StoredRow[] = [];
    for (let seq = range.first; seq <= range.last; seq++)
      rows.push(...(await readableRows(storage, room, { first: seq, last: seq })));
    return rows;
  }
}

function checkSeals(rows: readonly StoredRow[], keys: ReadonlyMap<number, CaseKey>): void {
  for (const row of rows) {
    const key = keys.get(row.keyNumber);
    if (key && !unsealRow(row, key))
      throw new BrokenChainError(row.room, row.seq, 'the row does not open');
  }
}
