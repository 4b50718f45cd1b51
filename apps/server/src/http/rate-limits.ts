import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many requests may come within `windowSeconds`, by who asks. */
export interface RateLimitSettings {
  readonly perSession: number;
  /** An office comes from one address, so this is many sessions together. */
  readonly perAddress: number;
  /** Without a session: signing in, and whatever is refused. */
  readonly perStranger: number;
  readonly windowSeconds: number;
}

/** Thirty people in one office who click twice a second stay far below it. */
export const usualRateLimits: RateLimitSettings = {
  perSession: 3_000,
  perAddress: 60_000,
  perStranger: 1_200,
  windowSeconds: 60,
};

/** How long to wait, or undefined when the request may go on. */
type Wait = Promise<number | undefined>;

/** Counts requests in the memory of this process: a limit of load, not of rights. */
export class RateLimits {
  readonly #session: RateLimiterMemory;
  readonly #address: RateLimiterMemory;
  readonly #stranger: RateLimiterMemory;

  constructor({ perSession, perAddress, perStranger, windowSeconds }: RateLimitSettings) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterMemory({ keyPrefix, points, duration: windowSeconds });
    this.#session = limiter('session', perSession);
    this.#address = limiter('address', perAddress);
    this.#stranger = limiter('stranger', perStranger);
  }

  /** Seconds to wait; undefined when there is room. */
  async waitSeconds(address: string, session: string | undefined): Wait {
    const own =
      session === undefined ? take(this.#stranger, address) : take(this.#session, session);
    const waits = await Promise.all([own, take(this.#address, address)]);
    const longest = Math.max(...waits.map((wait) => wait ?? 0));
    return longest > 0 ? longest : undefined;
  }
}

async function take(limiter: RateLimiterMemory, key: string): Wait {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}
