import type { DocumentKind } from '@overlegtafel/documents';
import type { PersonId } from '@overlegtafel/domain';
import {
  compactionLimits,
  documentLimits,
  readClientMessage,
  roomTimes,
  updateMessage,
  type Refusal,
  type RoomName,
} from '@overlegtafel/protocol';
import { Audience, type Outgoing } from './audience.ts';
import type { Compact } from './compaction.ts';
import type { GroupCommit } from './group-commit.ts';
import type { RoomClock } from './room-clock.ts';
import { RoomContent, tailRow } from './room-content.ts';
import type { AppendOutcome, LogEntry, RoomLog, RoomRecord } from './room-log.ts';
import type { Report } from './room-report.ts';
import { ask, type RoomRights } from './room-rights.ts';
import { Snapshots } from './snapshots.ts';
import type { Incoming, Seat } from './seat.ts';
import type { TurnRoom } from './turn-room.ts';
import { Turn } from './turn.ts';

/** What all rooms share. */
export interface RoomSurroundings {
  readonly log: RoomLog;
  readonly commits: GroupCommit;
  readonly rights: RoomRights;
  readonly clock: RoomClock;
  readonly compact: Compact;
  readonly report: Report;
  /** Lets the room take a turn soon, together with the others. */
  wake(room: LiveRoom): void;
  /** Takes the room out of memory. */
  forget(room: LiveRoom): void;
}

/** Where a room is in its life. Before `live` there is only the promise of it. */
export type RoomPhase =
  | { readonly kind: 'live' }
  /** Nobody is in it and it is being put away. Whoever joins makes it live again. */
  | { readonly kind: 'draining' }
  | { readonly kind: 'gone' };

/** A room in memory: the document as the log has it, and the people in it. */
export class LiveRoom implements TurnRoom {
  readonly name: RoomName;
  readonly kind: DocumentKind;
  readonly schemaVersion: number;
  readonly epoch: number;
  readonly claims: Map<number, PersonId>;
  readonly content: RoomContent;
  readonly audience: Audience;
  readonly #around: RoomSurroundings;
  phase: RoomPhase = { kind: 'live' };
  mustReadOn = false;
  #isClosed: boolean;
  #isBusy = false;
  #running: Promise<void> = Promise.resolve();
  readonly #snapshots: Snapshots;
  /** Turns wait, or only edits in them; ended by a timer, because clocks jump. */
  #stopResting: (() => void) | undefined;
  #stopHolding: (() => void) | undefined;
  #usedAtMs = 0;
  #readAtMs: number;
  #stopTimer: (() => void) | undefined;

  constructor(name: RoomName, record: RoomRecord, around: RoomSurroundings) {
    this.name = name;
    this.kind = name.startsWith('item:') ? 'item' : 'meeting';
    this.schemaVersion = record.schemaVersion;
    this.epoch = record.epoch;
    this.claims = new Map(record.claims);
    this.content = new RoomContent(this.kind, record);
    this.audience = new Audience(around.clock, this.content);
    this.#around = around;
    this.#isClosed = record.state.kind === 'closed';
    this.#readAtMs = around.clock.nowMs();
    const upTo = record.snapshot?.upTo ?? 0;
    this.#snapshots = new Snapshots({ ...around, name, kind: this.kind }, upTo);
  }

  get nowMs(): number {
    return this.#around.clock.nowMs();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isSaving(): boolean {
    return this.#around.commits.isSaving;
  }

  get isFresh(): boolean {
    const ageMs = this.nowMs - this.#readAtMs;
    return ageMs >= 0 && ageMs < roomTimes.freshMs;
  }

  /** True while its edits wait for the storage, or for a meeting that is being closed. */
  get isHeldUp(): boolean {
    return (this.#stopHolding ?? this.#stopResting) !== undefined || !this.isSaving;
  }

  /** Somebody sits down, or has said something. */
  enter(seat: Seat): void {
    this.phase = { kind: 'live' };
    this.audience.enter(seat);
    this.#around.wake(this);
  }

  heard(seat: Seat): void {
    this.audience.activate(seat);
    if (!this.#isBusy) this.#around.wake(this);
  }

  /** Presence of a connection that is known does not wait for a turn. False when it has to. */
  heardPresence(seat: Seat, bytes: Uint8Array): boolean {
    if (seat.presenceId === undefined || bytes[0] !== 1) return false;
    if (bytes.length > 2 * documentLimits.presenceBytes) return true;
    const message = readClientMessage(bytes);
    if (message?.kind !== 'awareness') return false;
    this.audience.hear(seat, seat.presenceId, message.update);
    return true;
  }

  /** Takes a turn, unless one is going on or has to wait. */
  startTurn(): void {
    if (this.#isBusy || this.phase.kind === 'gone' || this.#stopResting) return;
    this.#isBusy = true;
    const batch = this.audience.take(!this.#stopHolding);
    this.#running = new Turn(this, batch)
      .run()
      .catch((error: unknown) => {
        this.#stepBack(batch, error);
      })
      .then(() => {
        this.#isBusy = false;
        this.#goOn();
      });
  }

  /** Nothing of this turn was shown. The document forgets it, and everything is handled again. */
  #stepBack(batch: readonly Incoming[], error: unknown): void {
    this.#around.report({ kind: 'failed', room: this.name, what: 'turn', error });
    this.content.drop();
    this.mustReadOn = true;
    this.putBack(batch);
    this.#stopResting = this.#around.clock.setTimer(() => {
      this.retry();
    }, this.#around.commits.retryAfterMs);
    this.audience.hangUp();
  }

  #goOn(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.phase.kind === 'gone') return;
    const waitMs = this.mustReadOn ? 0 : this.audience.restMs(!this.#stopHolding);
    if (waitMs === 0) this.#around.wake(this);
    else if (waitMs !== undefined)
      this.#stopTimer = this.#around.clock.setTimer(() => this.#around.wake(this), waitMs);
    void this.compact();
  }

  putBack(batch: readonly Incoming[]): void {
    for (const [seat, messages] of Map.groupBy(batch, ({ seat }) => seat)) {
      if (seat.isEnded) continue;
      // What was news then may have been taken back since.
      for (const incoming of messages) incoming.inspection = undefined;
      seat.putBack(messages);
      this.audience.reactivate(seat);
    }
  }

  holdEdits(untilMs: number): void {
    this.#endHold();
    // Clocks of processes differ: never a loop, and never longer than a hold is.
    const ms = Math.min(Math.max(untilMs - this.nowMs, roomTimes.retryFirstMs), roomTimes.holdMs);
    this.#stopHolding = this.#around.clock.setTimer(() => {
      this.#endHold();
      this.#around.wake(this);
    }, ms);
  }

  #endHold(): void {
    this.#stopHolding?.();
    this.#stopHolding = undefined;
  }

  /** The connection is gone. */
  leave(seat: Seat): void {
    this.audience.leave(seat);
    if (!this.#isBusy) this.#around.wake(this);
  }

  /** Looks whether connections that were too far behind have drained. Not in the middle of a turn. */
  catchUp(): void {
    if (!this.#isBusy) this.audience.catchUpStale();
  }

  /** True when nobody is here and nothing is going on. */
  get isAtRest(): boolean {
    return !this.#isBusy && this.audience.isEmpty;
  }

  /** Resolves when the turn that is going on has ended. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Something changed elsewhere: a hold that ended, rows of another process, a closing. */
  lookAgain(): void {
    this.mustReadOn = true;
    this.#around.wake(this);
  }

  /** Nobody has needed the document for a while: bytes are enough until somebody does. */
  rest(): void {
    if (this.content.wasUsed()) this.#usedAtMs = this.nowMs;
    const isQuiet = this.nowMs - this.#usedAtMs > roomTimes.documentRestMs;
    if (isQuiet && !this.#isBusy) this.content.rest();
  }

  /** Tries at once what was waiting for a failing storage. */
  retry(): void {
    this.#stopResting?.();
    this.#stopResting = undefined;
    this.#around.wake(this);
  }

  async readOn(authors: ReadonlyMap<number, Seat> = new Map()): Promise<void> {
    this.mustReadOn = false;
    this.#readAtMs = this.nowMs;
    const record = await this.#around.log.read(this.name, this.content.head);
    if (record) this.#absorb(record, authors);
    else this.#disappear();
  }

  async reload(): Promise<void> {
    const record = await this.#around.log.read(this.name, 0);
    if (!record) this.#disappear();
    else {
      const news = this.#news(record);
      this.content.reset(record);
      this.audience.flush(news);
    }
  }

  #absorb(record: RoomRecord, authors: ReadonlyMap<number, Seat>): void {
    this.#isClosed = record.state.kind === 'closed';
    if (record.state.kind !== 'holding') this.#endHold();
    const news = this.#news(record, authors);
    if (news.length === 0) return;
    if (record.snapshot && record.snapshot.upTo > this.content.head) this.content.reset(record);
    else for (const row of record.rows) this.content.advanceAndApply(tailRow(row));
    for (const { clientIds, person } of record.rows)
      for (const id of clientIds) if (!this.claims.has(id)) this.claims.set(id, person);
    this.audience.flush(news);
  }

  /** What a record holds that nobody here was shown yet. */
  #news({ snapshot, rows }: RoomRecord, authors?: ReadonlyMap<number, Seat>): Outgoing[] {
    const { head } = this.content;
    const news = rows
      .filter(({ seq }) => seq > head)
      .map((row) => ({ message: tailRow(row).message, author: authors?.get(row.seq) }));
    if (snapshot && snapshot.upTo > head)
      news.unshift({ message: updateMessage(snapshot.state), author: undefined });
    return news;
  }

  /** The room was destroyed. */
  #disappear(): void {
    this.audience.refuseAll('GONE');
    this.#around.forget(this);
  }

  async claim(wanted: readonly { clientId: number; person: PersonId }[]): Promise<void> {
    const claims = wanted.map((claim) => ({ room: this.name, ...claim }));
    const owners = await this.#around.commits.claim(claims);
    for (const [i, { clientId }] of wanted.entries()) {
      const person = owners[i];
      if (person === undefined) continue;
      this.claims.set(clientId, person);
      this.#around.report({ kind: 'claimed', room: this.name, person, clientId });
    }
  }

  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    return this.#around.commits.append(entries);
  }

  askMayWrite(person: PersonId): boolean | undefined | Promise<boolean | undefined> {
    return ask(() => this.#around.rights.mayWrite(person, this.name));
  }

  isFullWith(bytes: number): boolean {
    const most = documentLimits.documentBytes;
    return this.content.bytesAtMost + bytes > most && this.content.measure() + bytes > most;
  }

  refuse({ seat, message, n }: Incoming, reason: Refusal, detail: string): void {
    seat.refuse(reason, message.kind === 'numbered' ? n : 0, detail);
  }

  /** Writes a snapshot when so many rows have come since the last. */
  compact(rowsAtLeast: number = compactionLimits.rows): Promise<void> {
    return this.#snapshots.make(this.content.head, rowsAtLeast);
  }

  destroy(): void {
    this.phase = { kind: 'gone' };
    this.#stopTimer?.();
    this.#stopResting?.();
    this.#endHold();
    this.audience.destroy();
    this.content.destroy();
  }
}
