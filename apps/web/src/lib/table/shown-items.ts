import type { Clock } from '#lib/document/clock.ts';
import { FreshAnswer, type ReadingEnd } from './fresh-answer.ts';

/** The items that are on the screen, each to be read again when something happened to it. */
export class ShownItems {
  readonly #clock: Clock;
  readonly #read: (id: string) => Promise<ReadingEnd>;
  readonly #answers = new Map<string, FreshAnswer>();

  constructor(clock: Clock, read: (id: string) => Promise<ReadingEnd>) {
    this.#clock = clock;
    this.#read = read;
  }

  /** Keeps an item fresh until the answer is called. */
  show(id: string): () => void {
    const answer = new FreshAnswer(this.#clock, () => this.#read(id));
    this.#answers.set(id, answer);
    return () => {
      answer.stop();
      if (this.#answers.get(id) === answer) this.#answers.delete(id);
    };
  }

  /** Something happened to this item; without an id: to any. */
  ask(id?: string): void {
    for (const answer of this.#these(id)) answer.ask();
  }

  /** The reader of this screen did it: no waiting. */
  askNow(id?: string): void {
    for (const answer of this.#these(id)) answer.askNow();
  }

  stop(): void {
    for (const answer of this.#answers.values()) answer.stop();
  }

  #these(id: string | undefined): readonly FreshAnswer[] {
    return [...this.#answers].flatMap(([key, answer]) =>
      id === undefined || key === id ? [answer] : [],
    );
  }
}

/** Who is behind client ids: what was known, and what was told now. */
export function withAuthors(
  known: ReadonlyMap<number, string> | undefined,
  told: readonly { readonly clientId: number; readonly person: string }[],
): ReadonlyMap<number, string> {
  return new Map([
    ...(known ?? []),
    ...told.map(({ clientId, person }): [number, string] => [clientId, person]),
  ]);
}
