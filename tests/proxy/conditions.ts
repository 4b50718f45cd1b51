export const disturbances = [
  'drop',
  'duplicate',
  'reorder',
  'split',
  'truncate',
  'corrupt',
] as const;
export type Disturbance = (typeof disturbances)[number];

/** How likely each disturbance is for one message (0 to 1), and how slow the line is. */
export type LaneConditions = Readonly<Partial<Record<Disturbance, number>>> & {
  readonly delayMs?: number;
  readonly jitterMs?: number;
  /**
   * The first message of a connection is neither lost nor overtaken: without a greeting no conversation is left to
   * disturb, for the other side refuses whatever follows.
   */
  readonly sparesGreeting?: boolean;
};

/** What the network does to people now. All of it can change while the proxy runs. */
export type Conditions = LaneConditions & {
  /** WebSockets are answered with 403, as government networks do. Long polling still passes. */
  readonly refuseWebSocket?: boolean;
  /** Requests with a larger body are answered with 413, as proxies do at 1 MB when nobody told them otherwise. */
  readonly bodyBytes?: number;
  /** Cuts every connection that is open, each time this much time has passed. */
  readonly cutEveryMs?: number;
  /** Half-open: bytes disappear, nobody is told. A connection that was open meanwhile stays dead. */
  readonly swallow?: boolean;
  /** Which way messages are disturbed: to the server, to the browser, or both. */
  readonly direction?: 'up' | 'down' | 'both';
};

export function laneConditions(now: Conditions, direction: 'up' | 'down'): LaneConditions {
  const { direction: disturbed = 'both', delayMs = 0, jitterMs = 0 } = now;
  return disturbed === 'both' || disturbed === direction ? now : { delayMs, jitterMs };
}
