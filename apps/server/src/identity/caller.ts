import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { PersonId } from '@overlegtafel/domain';
import type { Caller } from '@overlegtafel/usecases';
import { readSessionCookie } from './session-cookie.ts';
import type { Sessions } from './session.ts';

/** What telling who asks needs. */
export interface CallerParts {
  readonly sessions: Sessions;
  readonly isSecure: boolean;
  /** At least 32 bytes that only this server knows. */
  readonly secret: Uint8Array;
  readonly now: () => number;
}

const keyBytes = 32;

/** Tells who asks, as the access log wants to know it: by digests, never by address or token. */
export class Callers {
  readonly #parts: CallerParts;
  readonly #key: KeyObject;

  constructor(parts: CallerParts) {
    this.#parts = parts;
    // Keyed: there are so few addresses that a plain digest could be turned back by trying them all.
    const key = hkdfSync('sha256', parts.secret, '', 'network-address', keyBytes);
    this.#key = createSecretKey(Buffer.from(key));
  }

  /**
   * Who is behind a request; undefined without a session that is valid now.
   *
   * @param isWatching true: the request does not use the session
   */
  async of(
    { headers }: Pick<IncomingMessage, 'headers'>,
    address: string,
    isWatching = false,
  ): Promise<Omit<Caller, 'traceId'> | undefined> {
    const { sessions, now } = this.#parts;
    const who = await sessions.signedIn(headers.cookie, now(), isWatching);
    if (!who) return undefined;
    return this.behind(who.person, { headers }, address);
  }

  /** The same of somebody whose session was asked for already. */
  behind(
    person: PersonId,
    { headers }: Pick<IncomingMessage, 'headers'>,
    address: string,
  ): Omit<Caller, 'traceId'> {
    const token = readSessionCookie(headers.cookie, this.#parts.isSecure) ?? '';
    return {
      person,
      origin: this.originOf(address),
      session: createHash('sha256').update(token).digest('hex'),
    };
  }

  /** The digest of a network address. */
  originOf(address: string): string {
    return createHmac('sha256', this.#key).update(address).digest('hex');
  }
}
