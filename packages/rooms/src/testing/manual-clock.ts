import type { RoomClock } from '../room-clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements RoomClock {
  /** What the timers go by; the wall clock may jump. */
  #nowMs = 0;
  #wallMs = Date.UTC(2026, 10, 24, 9);
  #soon: (() => void)[] = [];
  readonly #timers = new Set<Timer>();
  /** How often the event loop came round. */
  turns = 0;

  nowMs(): number {
    return this.#wallMs + this.#nowMs;
  }

  /** Somebody sets the clock of the machine. */
  jump(ms: number): void {
    this.#wallMs += ms;
  }

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  setTimer(run: () => void, afterMs: number): () => void {
    const timer = { dueMs: this.#nowMs + afterMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Turns of the event loop until nothing more happens by itself. */
  async settle(): Promise<void> {
    for (let idle = 0; idle < 3; idle++) {
      await new Promise((resolve) => setImmediate(resolve));
      this.turns += 1;
      const soon = this.#soon;
      this.#soon = [];
      for (const run of soon) run();
      if (soon.length > 0) idle = 0;
    }
  }

  /** Lets time pass; everything that falls due happens in order. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await this.settle();
      const [next] = [...this.#timers].toSorted((a, b) => a.dueMs - b.dueMs);
      if (!next || next.dueMs > untilMs) break;
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.run();
    }
    this.#nowMs = untilMs;
    await this.settle();
  }
}
