import type { BlockerKind } from '@overlegtafel/domain';
import { playHistory, realRules, seedOf } from './history.ts';
import type { Rules } from './server.ts';

/** What a number of histories came to. */
export interface Tally {
  histories: number;
  closed: number;
  asked: number;
  /** The seed of every history that broke a promise, with what it broke; the first hundred. */
  breaches: { seed: number; breach: string }[];
  kinds: Partial<Record<BlockerKind, number>>;
}

export function emptyTally(): Tally {
  return { histories: 0, closed: 0, asked: 0, breaches: [], kinds: {} };
}

/** Plays the histories of a run from one number up to another; every run of the same numbers is the same. */
export function playRun(
  seed: number,
  { from, to }: { from: number; to: number },
  rules: Rules = realRules,
): Tally {
  const tally = emptyTally();
  const count = (kind: BlockerKind) => (tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1);
  for (let n = from; n < to; n += 1) {
    const own = seedOf(seed, n);
    const { closed, asked, breaches } = playHistory(own, rules, count);
    tally.histories += 1;
    tally.asked += asked;
    if (closed) tally.closed += 1;
    for (const breach of breaches)
      if (tally.breaches.length < 100) tally.breaches.push({ seed: own, breach });
  }
  return tally;
}

export function addTally(total: Tally, part: Tally): void {
  total.histories += part.histories;
  total.closed += part.closed;
  total.asked += part.asked;
  total.breaches.push(...part.breaches);
  for (const [kind, count] of Object.entries(part.kinds) as [BlockerKind, number][])
    total.kinds[kind] = (total.kinds[kind] ?? 0) + count;
}
