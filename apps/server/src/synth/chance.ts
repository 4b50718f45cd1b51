import { idFromBytes, type Ids } from '@overlegtafel/domain';

const idBytes = 17;

/** Chance that can be repeated: the same seed makes the same region. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const [first] = choices;
    if (first === undefined) throw new Error('there is nothing to pick from');
    return choices[this.below(choices.length)] ?? first;
  }

  /** One of a list of choices, as often as its share says. */
  share<T>(shares: readonly (readonly [T, number])[]): T {
    const whole = shares.reduce((sum, [, share]) => sum + share, 0);
    let left = this.next() * whole;
    for (const [choice, share] of shares) {
      left -= share;
      if (left < 0) return choice;
    }
    return this.pick(shares)[0];
  }

  /** Some of a list, in its order. */
  some<T>(choices: readonly T[], probability: number): T[] {
    return choices.filter(() => this.happens(probability));
  }

  id<K extends keyof Ids>(kind: K): Ids[K] {
    return idFromBytes(
      kind,
      Uint8Array.from({ length: idBytes }, () => this.below(256)),
    );
  }
}
