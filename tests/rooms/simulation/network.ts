import type { Connection, Session } from '@overlegtafel/rooms';
import type { Random } from '../../seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a browser hears of its connection. */
export interface Listener {
  onOpen(): void;
  onMessage(message: Uint8Array): void;
  onClose(code: number): void;
}

/** A line between a browser and a server. Each direction keeps its order until it is cut. */
export interface LineWeather {
  /** The longest that a message takes. */
  slowMs: number;
  /** What the buffer looks like: 1, or so large that a few kilobytes seem too many. */
  bufferFactor: number;
}

const lostConnection = 1006;

/**
 * One connection as the two ends know it. They do not learn of the end at the same time: a browser
 * may be back on a new line while the server still handles what came over the old one.
 */
export class Line implements Connection {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #weather: LineWeather;
  readonly #listener: Listener;
  #session: Session | undefined;
  #upFreeMs = 0;
  #downFreeMs = 0;
  #buffered = 0;
  /** What each end still takes. */
  #isUpOpen = true;
  #isDownOpen = true;
  #isServerOpen = true;
  /** When the server last sent something, for the checker. */
  lastSentMs = 0;

  constructor(time: VirtualTime, random: Random, weather: LineWeather, listener: Listener) {
    this.#time = time;
    this.#random = random;
    this.#weather = weather;
    this.#listener = listener;
  }

  get isServerOpen(): boolean {
    return this.#isServerOpen;
  }

  /** The server has taken the connection. */
  opened(session: Session): void {
    this.#session = session;
    this.#down(() => {
      this.#listener.onOpen();
    });
  }

  /** The browser sends. */
  up(message: Uint8Array): void {
    const copy = new Uint8Array(message);
    const dueMs = this.#nextMs(this.#upFreeMs);
    this.#upFreeMs = dueMs;
    this.#time.after(dueMs - this.#time.nowMs, () => {
      if (this.#isUpOpen && this.#isServerOpen) this.#session?.receive(copy);
    });
  }

  send(messages: readonly Uint8Array[]): void {
    if (!this.#isServerOpen) return;
    this.lastSentMs = this.#time.nowMs;
    for (const message of messages) {
      this.#buffered += message.length;
      this.#down(() => {
        this.#buffered -= message.length;
        this.#listener.onMessage(message);
      });
    }
  }

  bufferedBytes(): number {
    return this.#buffered * this.#weather.bufferFactor;
  }

  close(code: number): void {
    if (!this.#isServerOpen) return;
    this.#serverEnds();
    this.#down(() => {
      this.#clientEnds(code);
    });
  }

  /** The line breaks: what is on its way is lost from here on, and each end notices in its time. */
  cut(serverNoticesMs: number, clientNoticesMs: number): void {
    this.#time.after(serverNoticesMs, () => {
      this.#serverEnds();
    });
    this.#time.after(clientNoticesMs, () => {
      this.#clientEnds(lostConnection);
    });
  }

  /** The server process is gone. */
  die(): void {
    this.#isServerOpen = false;
    this.#session = undefined;
    this.#time.after(this.#random.below(50), () => {
      this.#clientEnds(lostConnection);
    });
  }

  #serverEnds(): void {
    if (!this.#isServerOpen) return;
    this.#isServerOpen = false;
    this.#isUpOpen = false;
    this.#session?.left();
  }

  #clientEnds(code: number): void {
    if (!this.#isDownOpen) return;
    this.#isDownOpen = false;
    this.#listener.onClose(code);
  }

  #down(run: () => void): void {
    const dueMs = this.#nextMs(this.#downFreeMs);
    this.#downFreeMs = dueMs;
    this.#time.after(dueMs - this.#time.nowMs, () => {
      if (this.#isDownOpen) run();
    });
  }

  #nextMs(freeMs: number): number {
    return Math.max(freeMs, this.#time.nowMs + this.#random.below(this.#weather.slowMs + 1));
  }
}
