import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** What an issuer tells with a logout token, or why it is not believed. The reason is for the log only. */
export type LogoutNotice =
  | {
      readonly kind: 'LOGGED_OUT';
      readonly issuer: string;
      /** Absent when only a session is named. */
      readonly subject?: string;
      /** Absent: all sessions of the subject. */
      readonly issuerSession?: string;
    }
  | { readonly kind: 'REFUSED'; readonly reason: string };

/** What a token has to fit. */
export interface LogoutSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Where the issuer says that its keys are. */
  readonly keysAt: () => Promise<URL>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const eventName = 'http://schemas.openid.net/event/backchannel-logout';
/** Signed by a key that only the issuer has: never `none`, and never a secret that we have too. */
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const longestAgeSeconds = 120;
const mostRemembered = 10_000;

/** What jose does not look at: OpenID Connect Back-Channel Logout 1.0, section 2.4. */
const claimsOf = z.object({
  iss: z.string(),
  jti: z.string().min(1),
  sub: z.string().min(1).optional(),
  sid: z.string().min(1).optional(),
  events: z.object({ [eventName]: z.looseObject({}) }),
  nonce: z.undefined().optional(),
});

/** Reads logout tokens of one issuer. Each is believed once. */
export class LogoutTokens {
  readonly #settings: LogoutSettings;
  #keys: JWTVerifyGetKey | undefined;
  /** The ids of tokens that were believed, with when they would be too old anyway. */
  readonly #used = new Map<string, number>();

  constructor(settings: LogoutSettings) {
    this.#settings = settings;
  }

  async read(token: string): Promise<LogoutNotice> {
    try {
      return this.#judge(await this.#verified(token));
    } catch (error) {
      return { kind: 'REFUSED', reason: error instanceof errors.JOSEError ? error.code : 'FAILED' };
    }
  }

  async #verified(token: string): Promise<JWTPayload> {
    const { issuer, clientId, keysAt, now } = this.#settings;
    this.#keys ??= createRemoteJWKSet(await keysAt());
    const { payload } = await jwtVerify(token, this.#keys, {
      issuer,
      audience: clientId,
      algorithms,
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: longestAgeSeconds,
      clockTolerance: 5,
      currentDate: new Date(now()),
    });
    return payload;
  }

  #judge(payload: JWTPayload): LogoutNotice {
    const read = claimsOf.safeParse(payload);
    if (!read.success) return { kind: 'REFUSED', reason: 'NOT_A_LOGOUT' };
    const { iss: issuer, jti, sub: subject, sid: issuerSession } = read.data;
    if (subject === undefined && issuerSession === undefined)
      return { kind: 'REFUSED', reason: 'NOBODY_NAMED' };
    if (this.#isUsed(jti)) return { kind: 'REFUSED', reason: 'USED_BEFORE' };
    return {
      kind: 'LOGGED_OUT',
      issuer,
      ...(subject === undefined ? {} : { subject }),
      ...(issuerSession === undefined ? {} : { issuerSession }),
    };
  }

  #isUsed(id: string): boolean {
    const nowMs = this.#settings.now();
    for (const [old, tooOldAtMs] of this.#used) if (tooOldAtMs < nowMs) this.#used.delete(old);
    if (this.#used.has(id)) return true;
    if (this.#used.size >= mostRemembered) this.#used.clear();
    this.#used.set(id, nowMs + 2 * longestAgeSeconds * 1000);
    return false;
  }
}
