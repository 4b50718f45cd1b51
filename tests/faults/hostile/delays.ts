import * as Y from 'yjs';
import type { TypingClient } from '../typing-client.ts';

export interface DelaySummary {
  readonly count: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How long it takes until what one honest person types stands on the screen of another. */
export class Delays {
  private readonly writer: TypingClient;
  private readonly open: { readonly clock: number; readonly atMs: number }[] = [];
  private taken: number[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(writer: TypingClient, reader: TypingClient, everyMs: number) {
    this.writer = writer;
    reader.doc.on('afterTransaction', () => {
      this.arrived(Y.getState(reader.doc.store, writer.doc.clientID));
    });
    this.timer = setInterval(() => {
      this.type();
    }, everyMs);
  }

  /** What was measured since the last call. What is still on its way counts as long as it took until now. */
  summary(): DelaySummary {
    const now = performance.now();
    const sorted = [...this.taken, ...this.open.map(({ atMs }) => now - atMs)].toSorted(
      (a, b) => a - b,
    );
    this.taken = [];
    const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
    return {
      count: sorted.length,
      medianMs: at(0.5),
      p99Ms: at(0.99),
      maxMs: Math.round(sorted.at(-1) ?? 0),
    };
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private type(): void {
    const { doc } = this.writer;
    this.open.push({ clock: Y.getState(doc.store, doc.clientID) + 1, atMs: performance.now() });
    this.writer.write('.');
  }

  private arrived(clock: number): void {
    const now = performance.now();
    for (let next = this.open[0]; next && next.clock <= clock; next = this.open[0]) {
      this.taken.push(now - next.atMs);
      this.open.shift();
    }
  }
}
