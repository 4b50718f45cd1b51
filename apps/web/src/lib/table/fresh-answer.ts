import type { Clock } from '#lib/document/clock.ts';

/** At most one reading in this time: what many people do at once is read once. */
const pauseMs = 300;

/**
 * Reads something again whenever it may have changed, one reading at a time: whatever is asked for while one is under
 * way is read by the next.
 */
export class FreshAnswer {
  readonly #read: () => Promise<void>;
  readonly #clock: Clock;
  #state: 'IDLE' | 'READING' | 'READING_STALE' | 'PAUSING' | 'STOPPED' = 'IDLE';
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, read: () => Promise<void>) {
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
    await this.#read();
    // Read as a new value: whatever was asked for meanwhile changed it.
    const isStale = this.#hasBecome('READING_STALE');
    if (this.#hasBecome('STOPPED')) return;
    this.#state = 'IDLE';
    if (isStale) this.ask();
  }

  #hasBecome(state: 'READING_STALE' | 'STOPPED'): boolean {
    return this.#state === state;
  }
}
