/** An event of a meeting before it has a number. */
export interface StreamEvent {
  readonly name: 'presence' | 'done' | 'overview';
  readonly event: { readonly meeting: string } & Readonly<Record<string, unknown>>;
}

/** The same with its number, as it is sent. */
export interface NumberedEvent extends StreamEvent {
  readonly event: StreamEvent['event'] & { readonly n: number };
}

/** Events kept for whoever comes back; with more missed, a fresh state costs less. */
const keptEvents = 500;

/**
 * What one person gets of one meeting, numbered without holes, over all their connections. Numbers of two streams
 * never continue each other: each begins at a random place, so a number from before a restart, or from another
 * process, is not taken for one of here.
 */
export class PersonStream {
  #n: number;
  #kept: NumberedEvent[] = [];
  #order: Promise<unknown> = Promise.resolve();

  /** @param first a random whole number, well below 2^52 */
  constructor(first: number) {
    this.#n = first;
  }

  /** The number of the last event. */
  get n(): number {
    return this.#n;
  }

  /** Numbers an event and keeps it. */
  add({ name, event }: StreamEvent): NumberedEvent {
    this.#n += 1;
    const numbered = { name, event: { ...event, n: this.#n } };
    this.#kept.push(numbered);
    if (this.#kept.length > keptEvents) this.#kept.shift();
    return numbered;
  }

  /** What came after this number; undefined when that is not known any more. */
  after(n: number): readonly NumberedEvent[] | undefined {
    const missed = this.#n - n;
    if (missed < 0 || missed > this.#kept.length) return undefined;
    return missed === 0 ? [] : this.#kept.slice(-missed);
  }

  /** Does one thing after the other: whoever is asked for longer does not overtake. */
  inOrder(step: () => Promise<void>): Promise<void> {
    const done = this.#order.then(step);
    this.#order = done.catch(() => undefined);
    return done;
  }
}
