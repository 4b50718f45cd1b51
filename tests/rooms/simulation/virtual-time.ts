import type { RoomClock } from '@overlegtafel/rooms';

interface Event {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
  isCancelled: boolean;
}

/** Time that passes only when something happens in it. */
export class VirtualTime {
  #nowMs: number;
  #order = 0;
  readonly #heap: Event[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const event = { dueMs: this.#nowMs + ms, order: this.#order++, run, isCancelled: false };
    this.#push(event);
    return () => {
      event.isCancelled = true;
    };
  }

  /** Lets everything up to a moment happen, in order. Promises settle between two events. */
  async runUntil(untilMs: number): Promise<void> {
    for (let event = this.#heap[0]; event && event.dueMs <= untilMs; event = this.#heap[0]) {
      this.#pop();
      if (event.isCancelled) continue;
      this.#nowMs = event.dueMs;
      event.run();
      await promisesSettled();
    }
    this.#nowMs = untilMs;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(event, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
      if (!isBefore(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
  }
}

function isBefore(one: Event, other: Event): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}

/** Every promise that could settle has settled: setImmediate comes after all microtasks. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The clock of one server process. When the process dies, nothing it planned happens any more. */
export class ProcessClock implements RoomClock {
  readonly #time: VirtualTime;
  isAlive = true;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  nowMs(): number {
    return this.#time.nowMs;
  }

  setTimer(run: () => void, afterMs: number): () => void {
    return this.#time.after(afterMs, () => {
      if (this.isAlive) run();
    });
  }

  soon(run: () => void): void {
    this.setTimer(run, 0);
  }
}
