import { roomTimes } from '@overlegtafel/protocol';
import type { PersonId } from '@overlegtafel/domain';
import type { RoomClock } from './room-clock.ts';
import type { AppendOutcome, ClientClaim, LogEntry, RoomLog } from './room-log.ts';

/** Entries or claims of one room that wait for the next transaction. */
interface Waiting<In, Out> {
  readonly items: readonly In[];
  readonly resolve: (outcomes: readonly Out[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction at a time for all rooms: what is asked for while one is on its way to the disk
 * goes together into the next. A slow disk makes larger groups, not longer queues.
 */
export class GroupCommit {
  readonly #log: RoomLog;
  readonly #clock: RoomClock;
  readonly #onHealth: (isSaving: boolean) => void;
  #entries: Waiting<LogEntry, AppendOutcome>[] = [];
  #claims: Waiting<ClientClaim, PersonId>[] = [];
  #busySinceMs: number | undefined;
  #isScheduled = false;
  #failures = 0;
  #isSaving = true;

  constructor(log: RoomLog, clock: RoomClock, onHealth: (isSaving: boolean) => void) {
    this.#log = log;
    this.#clock = clock;
    this.#onHealth = onHealth;
  }

  /** False while the people in the rooms should know that saving is in trouble. */
  get isSaving(): boolean {
    return this.#isSaving;
  }

  /** How long to wait before trying again after a failure. */
  get retryAfterMs(): number {
    const doubled = roomTimes.retryFirstMs * 2 ** Math.min(this.#failures, 10);
    return Math.min(doubled, roomTimes.retryLongestMs);
  }

  /** Resolves with one outcome for each entry once they are on disk. Rejects as the log does. */
  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) => {
      this.#entries.push({ items: entries, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves with the owner of each client id once that is on disk. Rejects as the log does. */
  claim(claims: readonly ClientClaim[]): Promise<readonly PersonId[]> {
    return new Promise((resolve, reject) => {
      this.#claims.push({ items: claims, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#clock.soon(() => {
      this.#isScheduled = false;
      this.flush();
    });
  }

  /** Sends what waits to the disk, unless something is still on its way. */
  flush(): void {
    if (this.#busySinceMs !== undefined) return;
    if (this.#claims.length > 0) {
      const claims = this.#claims;
      this.#claims = [];
      this.#commit(claims, (items) => this.#log.claim(items));
    } else if (this.#entries.length > 0) {
      const entries = this.#entries;
      this.#entries = [];
      this.#commit(entries, (items) => this.#log.append(items));
    }
  }

  /** A commit that never comes back is trouble too. Called every second. */
  lookAtClock(): void {
    const tooLongMs = roomTimes.slowCommitMs;
    if (this.#busySinceMs !== undefined && this.#clock.nowMs() - this.#busySinceMs > tooLongMs)
      this.#tell(false);
  }

  #commit<In, Out>(
    waiting: readonly Waiting<In, Out>[],
    store: (items: readonly In[]) => Promise<readonly Out[]>,
  ): void {
    this.#busySinceMs = this.#clock.nowMs();
    store(waiting.flatMap(({ items }) => items)).then(
      (outcomes) => {
        this.#settled(true);
        let at = 0;
        for (const { items, resolve } of waiting) resolve(outcomes.slice(at, (at += items.length)));
      },
      (error: unknown) => {
        this.#settled(false);
        for (const { reject } of waiting) reject(error);
      },
    );
  }

  #settled(isStored: boolean): void {
    this.#busySinceMs = undefined;
    this.#failures = isStored ? 0 : this.#failures + 1;
    if (isStored) this.#tell(true);
    else if (this.#failures >= roomTimes.triesUntilTrouble) this.#tell(false);
    if (this.#entries.length + this.#claims.length > 0) this.#schedule();
  }

  #tell(isSaving: boolean): void {
    if (this.#isSaving === isSaving) return;
    this.#isSaving = isSaving;
    this.#onHealth(isSaving);
  }
}
