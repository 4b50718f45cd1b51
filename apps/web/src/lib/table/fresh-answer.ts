import type { Clock } from '#lib/document/clock.ts';

/** At most one reading in this time: what many people do at once is read once. */
const pauseMs = 300;
/** How long after a reading that failed the next one is. */
const againMs = 3_000;

/** What came of a reading; `FAILED`: another may succeed. */
export type ReadingEnd = 'READ' | 'FAILED';

/**
 * Reads something again whenever it may have changed, one reading at a time: whatever is asked for while one is under
 * way is read by the next.
 */
export class FreshAnswer {
  readonly #read: () => Promise<ReadingEnd>;
  readonly #clock: Clock;
  #state: 'IDLE' | 'READING' | 'READING_STALE' | 'PAUSING' | 'STOPPED' = 'IDLE';
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, read: () => Promise<ReadingEnd>) {
    this.#clock = clock;
    this.#read = read;
  }

  /** It may have changed. */
  ask(): void {
    if (this.#state === 'READING') this.#state = 'READING_STALE';
    if (this.#state !== 'IDLE') return;
    this.#state = 'PAUSING';
    this.#cancel = this.#clock.after(pauseMs, () => void this.#begin());
  }

  /** It has changed, by the reader of this screen: no waiting. */
  askNow(): void {
    this.#cancel?.();
    if (this.#state === 'PAUSING' || this.#state === 'IDLE') void this.#begin();
    else this.ask();
  }

  stop(): void {
    this.#cancel?.();
    this.#state = 'STOPPED';
  }

  async #begin(): Promise<void> {
    if (this.#state === 'STOPPED') return;
    this.#state = 'READING';
    const end = await this.#read();
    // Read as a new value: whatever was asked for meanwhile changed it.
    const isStale = this.#hasBecome('READING_STALE');
    if (this.#hasBecome('STOPPED')) return;
    if (end === 'FAILED') {
      this.#state = 'PAUSING';
      this.#cancel = this.#clock.after(againMs, () => void this.#begin());
      return;
    }
    this.#state = 'IDLE';
    if (isStale) this.ask();
  }

  #hasBecome(state: 'READING_STALE' | 'STOPPED'): boolean {
    return this.#state === state;
  }
}
