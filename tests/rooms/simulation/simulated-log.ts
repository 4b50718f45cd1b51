import type { RoomName } from '@overlegtafel/protocol';
import type { AppendOutcome, LogEntry, RoomLog, RoomSnapshot } from '@overlegtafel/rooms';
import type { MemoryRoomLog } from '@overlegtafel/rooms/memory-room-log';
import type { Random } from '../../seeded-random.ts';
import type { ProcessClock } from './virtual-time.ts';

/** How unkind the disk is. Changes while the simulation runs. */
export interface DiskWeather {
  /** The longest that anything takes. */
  slowMs: number;
  /** How often something fails, half of the time after it was stored. */
  failures: number;
  /** How often a notice to other processes is lost. */
  lostNotices: number;
}

/**
 * The log as one process sees it: slow, failing, and gone when the process dies. What was committed
 * stays on the disk, also when nobody was told.
 */
export class SimulatedLog implements RoomLog {
  readonly #stored: MemoryRoomLog;
  readonly #clock: ProcessClock;
  readonly #random: Random;
  readonly #weather: DiskWeather;

  constructor(stored: MemoryRoomLog, clock: ProcessClock, random: Random, weather: DiskWeather) {
    this.#stored = stored;
    this.#clock = clock;
    this.#random = random;
    this.#weather = weather;
  }

  read(room: RoomName, after: number) {
    return this.#take(() => this.#stored.read(room, after));
  }

  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    return this.#take(() => this.#stored.append(entries));
  }

  claim(claims: Parameters<RoomLog['claim']>[0]): ReturnType<RoomLog['claim']> {
    return this.#take(() => this.#stored.claim(claims));
  }

  saveSnapshot(room: RoomName, snapshot: RoomSnapshot): Promise<void> {
    return this.#take(() => this.#stored.saveSnapshot(room, snapshot));
  }

  watch(listener: (room: RoomName) => void): () => void {
    return this.#stored.watch((room) => {
      if (this.#random.chance(this.#weather.lostNotices)) return;
      this.#clock.setTimer(() => {
        listener(room);
      }, this.#delayMs());
    });
  }

  /** On its way, done, on its way back: the process may die in each of the three. */
  #take<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#clock.setTimer(() => {
        const fate = this.#fate();
        if (fate === 'fails-before') {
          reject(new Error('simulated: not stored'));
          return;
        }
        const done = work();
        done.catch(() => {});
        this.#clock.setTimer(() => {
          if (fate === 'fails-after') reject(new Error('simulated: stored, answer lost'));
          else done.then(resolve, reject);
        }, this.#delayMs());
      }, this.#delayMs());
    });
  }

  #fate(): 'works' | 'fails-before' | 'fails-after' {
    if (!this.#random.chance(this.#weather.failures)) return 'works';
    return this.#random.chance(0.5) ? 'fails-before' : 'fails-after';
  }

  #delayMs(): number {
    return this.#random.below(this.#weather.slowMs + 1);
  }
}
