/** Time and turns, passed in: no test sleeps, and a simulation decides what happens when. */
export interface RoomClock {
  /** Milliseconds since 1970. May jump; order never depends on it. */
  nowMs(): number;
  /** Runs once after so many milliseconds. Returns how to stop it. */
  setTimer(run: () => void, afterMs: number): () => void;
  /**
   * Runs once at the end of this turn of the event loop, after whatever arrived in it (setImmediate
   * in Node). Everything that was asked for in one turn goes into one commit.
   */
  soon(run: () => void): void;
}
