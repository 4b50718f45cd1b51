import type { HistoryEvent } from './history.ts';

type Unstamped<E> = E extends HistoryEvent ? Omit<E, 'at'> : never;

/** Writes the history of one run, on one clock. */
export class Recorder {
  readonly events: HistoryEvent[] = [];

  now(): number {
    return performance.now();
  }

  record(event: Unstamped<HistoryEvent>): void {
    this.events.push({ at: this.now(), ...event });
  }
}
