import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { Hold, HoldOutcome, NewRoom, RoomGate } from './room-gate.ts';
import type {
  AppendOutcome,
  ClientClaim,
  LogEntry,
  LogRow,
  RoomLog,
  RoomRecord,
  RoomSnapshot,
  RoomState,
} from './room-log.ts';

/** What the memory keeps of one room. */
interface KeptRoom {
  schemaVersion: number;
  /** How often its epoch was raised beside that of the disk. */
  timesRaised: number;
  state: { kind: 'open' } | { kind: 'closed' } | { kind: 'holding'; hold: Hold };
  readonly rows: LogRow[];
  readonly seqOf: Map<string, number>;
  readonly claims: Map<number, PersonId>;
  snapshot?: RoomSnapshot;
}

/** The memory that stands for a disk: handles on the same disk see the same rooms. */
export class MemoryDisk {
  readonly rooms = new Map<RoomName, KeptRoom>();
  readonly listeners = new Set<(room: RoomName) => void>();
  epoch = 1;

  /** Flips bytes of a stored snapshot, so that it is damaged when it is read. */
  tearSnapshot(room: RoomName): void {
    delete this.rooms.get(room)?.snapshot;
  }

  /** Everything that is in a room's log, for whoever checks histories. */
  rows(room: RoomName): readonly LogRow[] {
    return this.rooms.get(room)?.rows ?? [];
  }
}

/**
 * The log and the gate in memory: for tests, the simulation and nothing else. What it answers is
 * what every implementation answers; the same suite runs on it.
 */
export class MemoryRoomLog implements RoomLog, RoomGate {
  readonly #disk: MemoryDisk;

  constructor(disk: MemoryDisk = new MemoryDisk()) {
    this.#disk = disk;
  }

  read(room: RoomName, after: number, atMost = Infinity): Promise<RoomRecord | undefined> {
    const kept = this.#disk.rooms.get(room);
    if (!kept) return Promise.resolve(undefined);
    const snapshot = after === 0 ? kept.snapshot : undefined;
    const from = snapshot?.upTo ?? after;
    return Promise.resolve({
      state: stateOf(kept),
      epoch: this.#disk.epoch + kept.timesRaised,
      schemaVersion: kept.schemaVersion,
      head: kept.rows.length,
      ...(snapshot ? { snapshot } : {}),
      rows: kept.rows.slice(from, from + atMost),
      claims: new Map(after === 0 ? kept.claims : []),
    });
  }

  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    const outcomes = entries.map((entry) => this.#appendOne(entry));
    this.#tell(entries.filter((_, i) => outcomes[i]?.kind === 'appended').map((e) => e.room));
    return Promise.resolve(outcomes);
  }

  #appendOne(entry: LogEntry): AppendOutcome {
    const kept = this.#disk.rooms.get(entry.room);
    if (!kept) return { kind: 'gone' };
    const key = `${entry.writer} ${entry.n}`;
    const known = kept.seqOf.get(key);
    if (known !== undefined) return { kind: 'duplicate', seq: known };
    if (kept.state.kind === 'closed') return { kind: 'closed' };
    if (isHeld(kept, entry.atMs)) return { kind: 'held', untilMs: kept.state.hold.untilMs };
    const { room: _room, ...row } = entry;
    const seq = kept.rows.push({ seq: kept.rows.length + 1, ...row });
    kept.seqOf.set(key, seq);
    return { kind: 'appended', seq };
  }

  claim(claims: readonly ClientClaim[]): Promise<readonly PersonId[]> {
    const missing = claims.find(({ room }) => !this.#disk.rooms.has(room));
    if (missing) return Promise.reject(new Error(`no room ${missing.room}`));
    return Promise.resolve(claims.map((claim) => this.#claimOne(claim)));
  }

  #claimOne({ room, clientId, person }: ClientClaim): PersonId {
    const owners = this.#disk.rooms.get(room)?.claims;
    const owner = owners?.get(clientId) ?? person;
    owners?.set(clientId, owner);
    return owner;
  }

  saveSnapshot(room: RoomName, snapshot: RoomSnapshot): Promise<void> {
    const kept = this.#disk.rooms.get(room);
    const isNewer = kept && snapshot.upTo > (kept.snapshot?.upTo ?? 0);
    if (isNewer && snapshot.upTo <= kept.rows.length) kept.snapshot = snapshot;
    return Promise.resolve();
  }

  watch(listener: (room: RoomName) => void): () => void {
    this.#disk.listeners.add(listener);
    return () => this.#disk.listeners.delete(listener);
  }

  create(rooms: readonly NewRoom[]): Promise<void> {
    for (const { room, schemaVersion } of rooms) {
      if (this.#disk.rooms.has(room)) continue;
      const empty = { timesRaised: 0, rows: [], seqOf: new Map(), claims: new Map() };
      this.#disk.rooms.set(room, { schemaVersion, state: { kind: 'open' }, ...empty });
    }
    return Promise.resolve();
  }

  hold(rooms: readonly RoomName[], hold: Hold): Promise<HoldOutcome> {
    for (const room of rooms) {
      const why = whyNotHeld(this.#disk.rooms.get(room), hold.nowMs);
      if (why) return Promise.resolve({ kind: 'refused', room, why });
    }
    const heads = new Map<RoomName, number>();
    for (const room of rooms) {
      const kept = this.#disk.rooms.get(room);
      if (!kept) continue;
      kept.state = { kind: 'holding', hold };
      heads.set(room, kept.rows.length);
    }
    return Promise.resolve({ kind: 'held', heads });
  }

  release(rooms: readonly RoomName[], holder: string): Promise<void> {
    const released = rooms.filter((room) => this.#isHolder(room, holder));
    for (const room of released) this.#setState(room, { kind: 'open' });
    this.#tell(released);
    return Promise.resolve();
  }

  close(heads: ReadonlyMap<RoomName, number>, holder: string): Promise<boolean> {
    const rooms = [...heads.keys()];
    const isUnchanged = (room: RoomName) =>
      this.#isHolder(room, holder) && this.#disk.rows(room).length === heads.get(room);
    if (!rooms.every(isUnchanged)) return Promise.resolve(false);
    for (const room of rooms) this.#setState(room, { kind: 'closed' });
    this.#tell(rooms);
    return Promise.resolve(true);
  }

  raiseVersion(room: RoomName, from: number, to: number): Promise<boolean> {
    const kept = this.#disk.rooms.get(room);
    if (kept?.schemaVersion !== from) return Promise.resolve(false);
    kept.schemaVersion = to;
    kept.timesRaised += 1;
    this.#tell([room]);
    return Promise.resolve(true);
  }

  destroy(rooms: readonly RoomName[]): Promise<void> {
    for (const room of rooms) this.#disk.rooms.delete(room);
    this.#tell(rooms);
    return Promise.resolve();
  }

  #isHolder(room: RoomName, holder: string): boolean {
    const state = this.#disk.rooms.get(room)?.state;
    return state?.kind === 'holding' && state.hold.holder === holder;
  }

  #setState(room: RoomName, state: KeptRoom['state']): void {
    const kept = this.#disk.rooms.get(room);
    if (kept) kept.state = state;
  }

  #tell(rooms: readonly RoomName[]): void {
    for (const room of new Set(rooms)) for (const tell of this.#disk.listeners) tell(room);
  }
}

type HeldRoom = KeptRoom & { state: { kind: 'holding'; hold: Hold } };

function isHeld(kept: KeptRoom, nowMs: number): kept is HeldRoom {
  return kept.state.kind === 'holding' && nowMs < kept.state.hold.untilMs;
}

function stateOf(kept: KeptRoom): RoomState {
  if (kept.state.kind !== 'holding') return kept.state;
  return { kind: 'holding', untilMs: kept.state.hold.untilMs };
}

function whyNotHeld(
  kept: KeptRoom | undefined,
  nowMs: number,
): 'gone' | 'closed' | 'held' | undefined {
  if (!kept) return 'gone';
  if (kept.state.kind === 'closed') return 'closed';
  return isHeld(kept, nowMs) ? 'held' : undefined;
}
