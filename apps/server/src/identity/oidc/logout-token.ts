import { createHash } from 'node:crypto';
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
  /** True once for each token, whichever process gets it; remembered until it is too old anyway. */
  readonly isFirst: (digest: string, untilMs: number) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const eventName = 'http://schemas.openid.net/event/backchannel-logout';
/** Signed by a key that only the issuer has: never `none`, and never a secret that we have too. */
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const longestAgeSeconds = 120;

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

  constructor(settings: LogoutSettings) {
    this.#settings = settings;
  }

  /** What cannot be remembered is not believed: then it throws what the storage says. */
  async read(token: string): Promise<LogoutNotice> {
    const read = await this.#payloadOf(token);
    return typeof read === 'string' ? { kind: 'REFUSED', reason: read } : this.#judge(read);
  }

  /** The payload, or why it is not believed. */
  async #payloadOf(token: string): Promise<JWTPayload | string> {
    try {
      return await this.#verified(token);
    } catch (error) {
      return error instanceof errors.JOSEError ? error.code : 'FAILED';
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

  async #judge(payload: JWTPayload): Promise<LogoutNotice> {
    const read = claimsOf.safeParse(payload);
    if (!read.success) return { kind: 'REFUSED', reason: 'NOT_A_LOGOUT' };
    const { iss: issuer, jti, sub: subject, sid: issuerSession } = read.data;
    if (subject === undefined && issuerSession === undefined)
      return { kind: 'REFUSED', reason: 'NOBODY_NAMED' };
    const { now, isFirst } = this.#settings;
    const digest = createHash('sha256')
      .update(JSON.stringify([issuer, jti]))
      .digest('hex');
    const isNew = await isFirst(digest, now() + 2 * longestAgeSeconds * 1000);
    if (!isNew) return { kind: 'REFUSED', reason: 'USED_BEFORE' };
    return {
      kind: 'LOGGED_OUT',
      issuer,
      ...(subject === undefined ? {} : { subject }),
      ...(issuerSession === undefined ? {} : { issuerSession }),
    };
  }
}
