import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type {
  AppendOutcome,
  ClientClaim,
  LogEntry,
  RoomLog,
  RoomRecord,
  RoomSnapshot,
  RoomState,
} from '@overlegtafel/rooms';
import { BrokenChainError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import type { TurnQueue } from '../kit/turn-queue.ts';
import type { CaseKey } from './chain.ts';
import type { Changes } from './changes.ts';
import { claimClientIds, claimsOf } from './claims.ts';
import {
  beforeFirstRow,
  checkHead,
  findRoom,
  keysOf,
  openRow,
  storedRows,
  walk,
  type ChainPoint,
  type StoredRoom,
} from './records.ts';
import {
  dropSnapshot,
  newestSnapshot,
  openSnapshot,
  storeSnapshot,
  type StoredSnapshot,
} from './snapshots.ts';

/** What a room log stands on. All of it is the same for both dialects, once it is made. */
export interface LogParts {
  readonly storage: Storage;
  readonly queue: TurnQueue;
  readonly keys: CaseKeys;
  readonly changes: Changes;
}

type Keys = ReadonlyMap<number, CaseKey>;

/** The log of the rooms in a database: sealed, chained, and checked whenever it is read. */
export class DatabaseRoomLog implements RoomLog {
  readonly #storage: Storage;
  readonly #queue: TurnQueue;
  readonly #keys: CaseKeys;
  readonly #changes: Changes;

  constructor({ storage, queue, keys, changes }: LogParts) {
    this.#storage = storage;
    this.#queue = queue;
    this.#keys = keys;
    this.#changes = changes;
  }

  async read(name: RoomName, after: number, atMost?: number): Promise<RoomRecord | undefined> {
    const room = await findRoom(this.#storage, name);
    if (!room) return undefined;
    try {
      return await this.#readRoom(room, after, atMost);
    } catch (error) {
      // A room that was destroyed while it was read has no rows any more, and nothing is broken.
      if (!(error instanceof BrokenChainError) || (await this.#isThere(room))) throw error;
      return undefined;
    }
  }

  async append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    const outcomes = await this.#queue.append(entries);
    const heads = new Map<RoomName, number>();
    outcomes.forEach((outcome, i) => {
      const room = entries[i]?.room;
      if (room && outcome.kind === 'appended') heads.set(room, outcome.seq);
    });
    if (heads.size > 0) this.#changes.appended(heads);
    return outcomes;
  }

  claim(claims: readonly ClientClaim[]): Promise<readonly PersonId[]> {
    return claimClientIds(this.#storage, claims);
  }

  async saveSnapshot(name: RoomName, snapshot: RoomSnapshot): Promise<void> {
    const room = await findRoom(this.#storage, name);
    const { upTo } = snapshot;
    if (!room || upTo > room.head || upTo < 1) return;
    const stored = await newestSnapshot(this.#storage, name);
    if (stored && stored.upTo >= upTo) return;
    const [row] = await storedRows(this.#storage, name, { first: upTo, last: upTo });
    const keys = await keysOf(this.#storage, room.caseId, this.#keys);
    const key = keys.get(Math.max(...keys.keys()));
    if (!row || !key) return;
    await storeSnapshot(this.#storage, { room: name, upTo, logHash: row.hash }, snapshot, key);
  }

  watch(listener: (room: RoomName) => void): () => void {
    return this.#changes.watch(listener);
  }

  async #isThere(room: StoredRoom): Promise<boolean> {
    const now = await findRoom(this.#storage, room.id);
    return now !== undefined && now.head >= room.head;
  }

  async #readRoom(room: StoredRoom, after: number, atMost = Infinity): Promise<RoomRecord> {
    const { epoch, schemaVersion, head } = room;
    const facts = { state: stateOf(room), epoch, schemaVersion, head };
    // Whoever is at the head already only wants to know the state: no keys, rows or claims.
    if (after > 0 && after === room.head) return { ...facts, rows: [], claims: new Map() };
    const keys = await keysOf(this.#storage, room.caseId, this.#keys);
    const snapshot = after === 0 ? await this.#snapshotOf(room, keys) : undefined;
    const rows = await this.#rowsAfter(room, snapshot?.upTo ?? after, atMost);
    return {
      ...facts,
      ...(snapshot ? { snapshot } : {}),
      rows: rows.map((row) => openRow(row, keys)),
      claims: after === 0 ? await claimsOf(this.#storage, room.id) : new Map<number, PersonId>(),
    };
  }

  /** The rows after a row, each checked against the one before it; the last of all against the head of the room. */
  async #rowsAfter(room: StoredRoom, after: number, atMost: number) {
    if (after > room.head) return [];
    const last = Math.min(room.head, after + atMost);
    const rows = await storedRows(this.#storage, room.id, { first: after, last });
    const from = after === 0 ? beforeFirstRow : pointOf(rows.shift());
    if (from.seq !== after) throw new BrokenChainError(room.id, after, 'the row is missing');
    const point = walk(room.id, from, rows);
    if (last === room.head) checkHead(room, point);
    else if (point.seq < last)
      throw new BrokenChainError(room.id, point.seq + 1, 'the row is missing');
    return rows;
  }

  /** The newest snapshot that opens and stands on the row it says; a bad one is dropped. */
  async #snapshotOf(room: StoredRoom, keys: Keys): Promise<RoomSnapshot | undefined> {
    const stored = await newestSnapshot(this.#storage, room.id);
    if (!stored || stored.upTo > room.head) return undefined;
    const key = keys.get(stored.keyNumber);
    const snapshot = key && openSnapshot(stored, key);
    if (snapshot && (await this.#standsOnItsRow(stored))) return snapshot;
    // Only a cache: when it cannot be removed now, the next reader finds it and tries again.
    await dropSnapshot(this.#storage, stored).catch(() => undefined);
    return undefined;
  }

  async #standsOnItsRow({ room, upTo, logHash }: StoredSnapshot): Promise<boolean> {
    const [row] = await storedRows(this.#storage, room, { first: upTo, last: upTo });
    return row !== undefined && logHash.equals(row.hash);
  }
}

function pointOf(row: ChainPoint | undefined): ChainPoint {
  return { seq: row?.seq ?? -1, hash: row?.hash ?? Buffer.alloc(0) };
}

function stateOf({ state, heldUntil, holder }: StoredRoom): RoomState {
  if (state === 'closed') return { kind: 'closed' };
  if (heldUntil && holder) return { kind: 'holding', untilMs: heldUntil.getTime() };
  return { kind: 'open' };
}
