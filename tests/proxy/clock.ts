/** Time as the proxy knows it. Tests pass a clock that stands still until they move it. */
export interface Clock {
  now(): number;
  /** Calls `then` after `ms`; the answer cancels it. */
  after(ms: number, then: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export class ManualClock implements Clock {
  private time = 0;
  private waiting: { readonly due: number; readonly then: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, then: () => void): () => void {
    const entry = { due: this.time + ms, then };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  /** How many calls are still to come: a test can wait for one to be planned. */
  planned(): number {
    return this.waiting.length;
  }

  /** Lets `ms` pass: all that falls due in it happens in order, also what is planned meanwhile. */
  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const next = this.waiting
        .filter((entry) => entry.due <= until)
        .toSorted((a, b) => a.due - b.due)
        .at(0);
      if (next === undefined) break;
      this.waiting = this.waiting.filter((entry) => entry !== next);
      this.time = next.due;
      next.then();
    }
    this.time = until;
  }
}
