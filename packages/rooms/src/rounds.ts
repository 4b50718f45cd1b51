/**
 * What is looked at again and again, a slice at a time: everything once in a round, and never all of it at the same
 * moment. What comes in joins a slice in which the fewest are.
 */
export class Rounds<T> {
  readonly #slices: readonly Set<T>[];
  #at = 0;
  #rounds = 0;

  constructor(slices: number) {
    this.#slices = Array.from({ length: slices }, () => new Set<T>());
  }

  add(one: T): void {
    const fewest = Math.min(...this.#slices.map(({ size }) => size));
    this.#slices.findLast(({ size }) => size === fewest)?.add(one);
  }

  delete(one: T): void {
    for (const slice of this.#slices) slice.delete(one);
  }

  /** How many slices in which nothing is come next. The last of a round always has its turn. */
  get emptyAhead(): number {
    const rest = this.#slices.slice(this.#at, -1);
    const filled = rest.findIndex(({ size }) => size > 0);
    return filled < 0 ? rest.length : filled;
  }

  /** The slice whose turn it is after so many others. `round` counts, for each slice from another number. */
  next(skipped: number): {
    readonly slice: readonly T[];
    readonly round: number;
    readonly isLast: boolean;
  } {
    const at = this.#at + skipped;
    const round = this.#rounds + at;
    this.#at = (at + 1) % this.#slices.length;
    const isLast = this.#at === 0;
    if (isLast) this.#rounds += 1;
    return { slice: [...(this.#slices[at] ?? [])], round, isLast };
  }
}
