import type { Clock } from '../clock.ts';
import { bounded } from './bounded.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { WriterLocks } from './writer-locks.ts';

/** Where this person's changes outlive a page, and whose they are meanwhile. */
export interface Shelf {
  readonly store: OutboxStore;
  readonly locks: WriterLocks;
}

/** What this browser can keep. LATER: nobody answered for the key; NEVER: it keeps nothing for this page. */
export type Opened = Shelf | 'LATER' | 'NEVER';

const again = { atLeastMs: 5_000 } as const;

/** What this browser keeps for one person. It may come late, or never: nobody waits for it without an end. */
export class Device {
  readonly #open: () => Promise<Opened>;
  readonly #clock: Clock;
  readonly #waiting = new Set<(shelf: Shelf) => void>();
  #opening: Promise<Shelf | undefined> | undefined;
  #shelf: Shelf | undefined;
  #isOver = false;
  #askedMs = -Infinity;

  constructor(open: () => Promise<Opened>, clock: Clock) {
    this.#open = open;
    this.#clock = clock;
  }

  /** What it keeps, when that is there within the patience of people. */
  soon(): Promise<Shelf | undefined> {
    if (this.#shelf !== undefined) return Promise.resolve(this.#shelf);
    return bounded(this.#ask(), this.#clock, { otherwise: undefined });
  }

  /** Tells once it is there: at once when it is there already. */
  whenThere(then: (shelf: Shelf) => void): () => void {
    if (this.#shelf !== undefined) then(this.#shelf);
    else this.#waiting.add(then);
    return () => this.#waiting.delete(then);
  }

  /** There is a server: it may have the key now. */
  askAgain(): void {
    if (this.#clock.now() - this.#askedMs >= again.atLeastMs) void this.#ask();
  }

  #ask(): Promise<Shelf | undefined> {
    if (this.#isOver) return Promise.resolve(this.#shelf);
    if (this.#opening !== undefined) return this.#opening;
    this.#askedMs = this.#clock.now();
    this.#opening = this.#open().then(
      (opened) => this.#came(opened),
      () => this.#came('NEVER'),
    );
    return this.#opening;
  }

  #came(opened: Opened): Shelf | undefined {
    this.#opening = undefined;
    if (opened === 'LATER') return undefined;
    this.#isOver = true;
    if (opened === 'NEVER') return undefined;
    this.#shelf = opened;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const then of waiting) then(opened);
    return opened;
  }
}
