import { performance } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';

/** More than it takes to find out that something is there and may not be seen. */
export const equalStepMs = 50;

export interface EqualTimeParts {
  readonly nowMs: () => number;
  readonly waitMs: (ms: number) => Promise<unknown>;
}

const onThisMachine: EqualTimeParts = {
  nowMs: () => performance.now(),
  waitMs: (ms) => after(ms),
};

/**
 * AP380: "not there" is answered a whole number of steps after the call came. What exists and may not be seen takes more
 * reading than what does not exist, and whoever guesses could hear the difference.
 */
export class EqualTime {
  readonly #parts: EqualTimeParts;

  constructor(parts: EqualTimeParts = onThisMachine) {
    this.#parts = parts;
  }

  /** Begins to measure one call. What it gives waits for the end of the step. */
  begin(): () => Promise<void> {
    const { nowMs, waitMs } = this.#parts;
    const cameMs = nowMs();
    return async () => {
      const tookMs = nowMs() - cameMs;
      await waitMs(Math.ceil((tookMs + 1) / equalStepMs) * equalStepMs - tookMs);
    };
  }
}
