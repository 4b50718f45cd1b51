import {
  createHmac,
  hkdfSync,
  type KeyObject,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { findPracticePerson } from '../practice/people.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { Sessions, SignedIn } from './session.ts';

/** A practice session ends ten hours after signing in. */
export const practiceSessionMs = 10 * 60 * 60 * 1000;

/**
 * Sessions of the practice table: a signed token that names a practice person and its end. It needs no table and
 * outlives a restart. It cannot be withdrawn before its end, which is why it is for practice only.
 */
export class PracticeSessions implements Sessions {
  readonly #key: KeyObject;
  readonly #isSecure: boolean;

  /**
   * @param secret at least 32 bytes that only this server knows
   * @param isSecure whether browsers reach the server over https
   */
  constructor(secret: Uint8Array, isSecure: boolean) {
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'practice-session', 32));
    // Made once: a storm of people coming back checks a signature for each of them.
    this.#key = createSecretKey(key);
    this.#isSecure = isSecure;
  }

  /** A new token for a practice person. */
  start(person: SignedIn, nowMs: number): string {
    const nonce = randomBytes(16).toString('base64url');
    const claim = `${person.person}.${nowMs + practiceSessionMs}.${nonce}`;
    return `${claim}.${this.#sign(claim)}`;
  }

  signedIn(cookieHeader: string | undefined, nowMs: number): SignedIn | undefined {
    const claim = this.#claimIn(cookieHeader);
    return claim && claim.endMs > nowMs ? findPracticePerson(claim.person) : undefined;
  }

  /** When the session of this cookie ends by itself, in milliseconds since 1970; undefined when it is none. */
  endOf(cookieHeader: string | undefined): number | undefined {
    return this.#claimIn(cookieHeader)?.endMs;
  }

  #claimIn(cookieHeader: string | undefined): { person: string; endMs: number } | undefined {
    const token = readSessionCookie(cookieHeader, this.#isSecure);
    if (token === undefined) return undefined;
    const cut = token.lastIndexOf('.');
    const claim = token.slice(0, Math.max(cut, 0));
    if (!this.#isOurs(claim, token.slice(cut + 1))) return undefined;
    const [person = '', endMs = '0'] = claim.split('.');
    return { person, endMs: Number(endMs) };
  }

  #sign(claim: string): string {
    return createHmac('sha256', this.#key).update(claim).digest('base64url');
  }

  #isOurs(claim: string, signature: string): boolean {
    const expected = Buffer.from(this.#sign(claim));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
