import { machineNowMs, serverTime } from '#lib/page-time/server-time.ts';

/** Time as the document connections know it. Tests pass a clock that stands still until they move it. */
export interface Clock {
  /** Milliseconds since 1970 by this machine: for how long something lasts, not for what day it is. */
  now(): number;
  /** Calls `then` after `ms`; the answer cancels it. */
  after(ms: number, then: () => void): () => void;
}

export const systemClock: Clock = {
  now: machineNowMs,
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The same, with the time at the server: for what people read. */
export const serverClock: Clock = { ...systemClock, now: () => serverTime.nowMs() };
