import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { PersonId } from '@overlegtafel/domain';
import type { KnownBrowsers } from '../identity/known-browser.ts';
import { visitorOf } from './client-address.ts';
import type { Counted, RateLimits } from './rate-limits.ts';
import { contextOf } from './request-context.ts';

/** What a request is for, as far as counting goes. */
export type Purpose = 'SIGNING_IN' | 'NOTICE' | 'ANYTHING';

/**
 * Counts whoever comes in, and says who has to wait. Who is signed in is counted as a person, whatever their
 * address: behind one address may stand a whole organisation, or all of them. Only strangers are counted by address.
 */
export class Turnstile {
  readonly #limits: RateLimits;
  readonly #browsers: KnownBrowsers;

  constructor(limits: RateLimits, browsers: KnownBrowsers) {
    this.#limits = limits;
    this.#browsers = browsers;
  }

  /**
   * Counts a request; seconds to wait, or undefined when it may go on. What one of our own pages asks was counted
   * when the page was asked for.
   */
  async waitSeconds(
    request: IncomingMessage,
    person: PersonId | undefined,
    purpose: Purpose,
  ): Promise<number | undefined> {
    const { clientAddress, isInner } = contextOf(request);
    if (isInner) return undefined;
    return this.#limits.waitSeconds(
      person === undefined
        ? this.#unknown(request, visitorOf(clientAddress), purpose)
        : { kind: 'PERSON', person },
    );
  }

  /** Counts a return from the issuer by what the browser brings along: each was begun here, and is used once. */
  returnWaitSeconds(pending: string): Promise<number | undefined> {
    const digest = createHash('sha256').update(pending).digest('base64url');
    return this.#limits.waitSeconds({ kind: 'RETURN', pending: digest });
  }

  /** The cookie by which this browser is known from now on; undefined when it is known already. */
  cookieFor(request: IncomingMessage, person: PersonId): string | undefined {
    const isKnown = this.#browsers.shareOf(request.headers.cookie) !== undefined;
    return isKnown ? undefined : this.#browsers.cookieFor(person);
  }

  #unknown({ headers }: IncomingMessage, visitor: string, purpose: Purpose): Counted {
    if (purpose === 'NOTICE') return { kind: 'NOTICE', visitor };
    const share = this.#browsers.shareOf(headers.cookie);
    if (share !== undefined) return { kind: 'BROWSER', share };
    return { kind: purpose === 'SIGNING_IN' ? 'SIGNING_IN' : 'STRANGER', visitor };
  }
}
