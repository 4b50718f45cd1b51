// edge: rows as SQLite gives them
import type { AppendOutcome, LogEntry } from '@overlegtafel/rooms';
import type { CaseKeys } from '../keys/case-keys.ts';
import { chainStart, sealRow, type CaseKey } from '../log/chain.ts';
import { admit, clientIdsText, type RoomEnd } from '../log/append.ts';
import type { Connection } from './connection.ts';

interface RoomFound {
  readonly state: string;
  readonly held_until: number | null;
  readonly head: number;
  readonly head_hash: Buffer;
  readonly case_id: string;
  readonly number: number | null;
  readonly wrapped: Buffer | null;
}

interface TouchedRoom extends RoomEnd {
  head: number;
  headHash: Uint8Array;
  isMoved: boolean;
}

/**
 * Appends to the log inside a transaction that somebody else begins and commits. The statements are
 * prepared once: this is the path of every keystroke.
 */
export class SqliteAppend {
  readonly #keys: CaseKeys;
  readonly #touched = new Map<string, TouchedRoom | undefined>();
  readonly #findRoom;
  readonly #findRow;
  readonly #insertRow;
  readonly #moveHead;

  constructor(connection: Connection, keys: CaseKeys) {
    this.#keys = keys;
    this.#findRoom = connection.prepare<[string]>(
      `SELECT state, held_until, head, head_hash, room.case_id, number, wrapped
       FROM room LEFT JOIN case_key ON case_key.case_id = room.case_id AND wrapped IS NOT NULL
       WHERE id = ? ORDER BY number DESC LIMIT 1`,
    );
    this.#findRow = connection
      .prepare<[string, string, number]>(
        'SELECT seq FROM room_update WHERE room = ? AND writer = ? AND n = ?',
      )
      .pluck();
    this.#insertRow = connection.prepare(
      `INSERT INTO room_update
         (room, seq, person, writer, n, client_ids, at, key_number, body, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#moveHead = connection.prepare<[number, Uint8Array, string]>(
      `UPDATE room SET head = ?, head_hash = ? WHERE id = ? AND state = 'open'`,
    );
  }

  append(entries: readonly LogEntry[]): AppendOutcome[] {
    return entries.map((entry) => this.#appendOne(entry));
  }

  /** Writes how far the rooms have come. What is asked after this reads the rooms again. */
  finish(): void {
    for (const [id, room] of this.#touched)
      if (room?.isMoved) this.#moveHead.run(room.head, room.headHash, id);
    this.#touched.clear();
  }

  /** The transaction was undone: what was remembered of the rooms is not true. */
  forget(): void {
    this.#touched.clear();
  }

  #appendOne(entry: LogEntry): AppendOutcome {
    const room = this.#roomOf(entry.room);
    const known = this.#findRow.get(entry.room, entry.writer, entry.n) as number | undefined;
    const refusal = admit(room, known, entry.atMs);
    if (refusal) return refusal;
    if (!room?.key) return { kind: 'gone' };
    const seq = room.head + 1;
    const clientIds = clientIdsText(entry.clientIds);
    const { room: id, person, writer, n, atMs } = entry;
    const place = { room: id, seq, person, writer, n, clientIds, atMs };
    const row = { ...place, keyNumber: room.key.number };
    const { body, hash } = sealRow(row, entry.update, room.key, room.headHash);
    const { keyNumber } = row;
    this.#insertRow.run(id, seq, person, writer, n, clientIds, atMs, keyNumber, body, hash);
    Object.assign(room, { head: seq, headHash: hash, isMoved: true });
    return { kind: 'appended', seq };
  }

  #roomOf(id: string): TouchedRoom | undefined {
    if (this.#touched.has(id)) return this.#touched.get(id);
    const found = this.#findRoom.get(id) as RoomFound | undefined;
    const room = found && {
      state: found.state,
      heldUntilMs: found.held_until,
      head: found.head,
      headHash: found.head === 0 ? chainStart : found.head_hash,
      key: this.#keyOf(found),
      isMoved: false,
    };
    this.#touched.set(id, room);
    return room;
  }

  #keyOf({ case_id: caseId, number, wrapped }: RoomFound): CaseKey | undefined {
    if (number === null || wrapped === null) return undefined;
    return { caseId, number, key: this.#keys.unwrap(caseId, wrapped) };
  }
}
