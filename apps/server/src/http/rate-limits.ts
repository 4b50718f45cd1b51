import type { PersonId } from '@overlegtafel/domain';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Whose requests are counted together. */
export type Counted =
  /** Somebody who is signed in, in however many browsers and at whatever address. */
  | { readonly kind: 'PERSON'; readonly person: PersonId }
  /** A browser in which somebody signed in before. */
  | { readonly kind: 'BROWSER'; readonly share: string }
  /** Anybody else on their way to signing in, by address. */
  | { readonly kind: 'SIGNING_IN'; readonly visitor: string }
  /** A sign-in that came back from the issuer. */
  | { readonly kind: 'RETURN'; readonly pending: string }
  /** What an issuer tells on its own, by address. */
  | { readonly kind: 'NOTICE'; readonly visitor: string }
  /** Anybody else, by address. */
  | { readonly kind: 'STRANGER'; readonly visitor: string };

/** How many requests each may make within `windowSeconds`. */
export interface RateLimitSettings {
  readonly perPerson: number;
  readonly perBrowser: number;
  readonly perSigningIn: number;
  readonly perReturn: number;
  readonly perNotice: number;
  readonly perStranger: number;
  readonly windowSeconds: number;
}

/** Somebody who clicks twice a second stays far below it; so does an office that starts work at one moment. */
export const usualRateLimits: RateLimitSettings = {
  perPerson: 3_000,
  perBrowser: 300,
  perSigningIn: 1_200,
  perReturn: 10,
  perNotice: 1_200,
  perStranger: 1_200,
  windowSeconds: 60,
};

/** How long to wait, or undefined when the request may go on. */
type Wait = Promise<number | undefined>;

/** Counts requests in the memory of this process: a limit of load, not of rights. */
export class RateLimits {
  readonly #limiters: Readonly<Record<Counted['kind'], RateLimiterMemory>>;

  constructor(settings: RateLimitSettings) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterMemory({ keyPrefix, points, duration: settings.windowSeconds });
    this.#limiters = {
      PERSON: limiter('person', settings.perPerson),
      BROWSER: limiter('browser', settings.perBrowser),
      SIGNING_IN: limiter('signing-in', settings.perSigningIn),
      RETURN: limiter('return', settings.perReturn),
      NOTICE: limiter('notice', settings.perNotice),
      STRANGER: limiter('stranger', settings.perStranger),
    };
  }

  /** Counts a request. Seconds to wait; undefined when there is room. */
  async waitSeconds(counted: Counted): Wait {
    return take(this.#limiters[counted.kind], keyOf(counted));
  }
}

function keyOf(counted: Counted): string {
  switch (counted.kind) {
    case 'PERSON':
      return counted.person;
    case 'BROWSER':
      return counted.share;
    case 'RETURN':
      return counted.pending;
    case 'SIGNING_IN':
    case 'NOTICE':
    case 'STRANGER':
      return counted.visitor;
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
