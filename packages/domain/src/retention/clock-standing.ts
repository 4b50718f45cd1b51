import type { Instant } from '../model/time.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * The shortest term is thirty days, and no look at the clock is further apart than this where a server is off from
 * Friday to Tuesday. What is longer is a clock that was set, or a server that was off for so long: neither can tell
 * the two apart, so somebody has to.
 */
const longestGapMs = 4 * 24 * hourMs;
/** What clocks that are kept right differ by at most, and what one of them is set back by. */
const mostDriftMs = 5 * minuteMs;

/** Moments of which something is known, to hold the clock of now against. */
export interface KnownMoments {
  /** When the clock was in step last, or somebody confirmed that it is right. */
  readonly followed?: Instant;
  /** What there is from before anybody looked: a line that was written, a checkpoint, a day that was done. */
  readonly before: readonly Instant[];
  /** What another clock says at this moment, where there is one: milliseconds, since that may be any year. */
  readonly beside?: number;
}

/** CL300: how the clock of now stands against what is known. */
export type ClockStanding =
  | InStep
  /** Further than a server is off for, or set forward. */
  | { readonly kind: 'AHEAD'; readonly at: Instant; readonly known: number }
  /** Before what was known already. */
  | { readonly kind: 'BEHIND'; readonly at: Instant; readonly known: number }
  /** Another clock says something else, and which of the two is right cannot be seen. */
  | { readonly kind: 'APART'; readonly at: Instant; readonly known: number };

/** The clock can be gone by: whatever cannot be taken back asks for this. */
export interface InStep {
  readonly kind: 'IN_STEP';
  readonly at: Instant;
}

/** A clock that cannot be gone by for what cannot be taken back. */
export type OutOfStep = Exclude<ClockStanding, InStep>;

/** Where nothing is known the clock is believed: there is nothing yet that could be destroyed. */
export function clockStanding(
  at: Instant,
  { followed, before, beside }: KnownMoments,
): ClockStanding {
  if (beside !== undefined && Math.abs(at - beside) > mostDriftMs)
    return { kind: 'APART', at, known: beside };
  const known = followed ?? latest(before);
  if (known === undefined) return { kind: 'IN_STEP', at };
  if (at - known > longestGapMs) return { kind: 'AHEAD', at, known };
  if (known - at > mostDriftMs) return { kind: 'BEHIND', at, known };
  return { kind: 'IN_STEP', at };
}

function latest(moments: readonly Instant[]): Instant | undefined {
  return moments.toSorted((one, other) => other - one)[0];
}
