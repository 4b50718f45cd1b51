import { createPrivateKey, webcrypto } from 'node:crypto';
import * as client from 'openid-client';
import type { OidcSettings } from './oidc-settings.ts';
import type { PendingSignIn } from './pending-sign-in.ts';

/** How long somebody may take at the issuer. */
const patienceMs = 10 * 60 * 1000;

/** Who the issuer says it is, or why nobody comes in. The reason is for the log only. */
export type IssuerAnswer =
  | {
      readonly kind: 'KNOWN';
      readonly issuer: string;
      readonly subject: string;
      /** The session at the issuer, when it names one. */
      readonly issuerSession?: string;
    }
  | { readonly kind: 'REFUSED'; readonly reason: string };

/**
 * Signing in at an issuer with the code flow and PKCE (OpenID NL GOV: S256, state, nonce, exact redirect, level of
 * assurance). Everything of the protocol is openid-client's; here stands only what this server asks and accepts.
 */
export class OidcSignIn {
  readonly #settings: OidcSettings;
  #configuration: Promise<client.Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /** Where to send the browser, and what must come back with it. */
  async begin(returnTo: string, nowMs: number): Promise<{ to: URL; pending: PendingSignIn }> {
    const configuration = await this.#discovered();
    const { redirectUri, acrValues } = this.#settings;
    const codeVerifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const nonce = client.randomNonce();
    const to = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
    });
    return { to, pending: { state, nonce, codeVerifier, returnTo, endsAt: nowMs + patienceMs } };
  }

  /** Where the issuer says that its keys are. */
  async keysAt(): Promise<URL> {
    const { jwks_uri: address } = (await this.#discovered()).serverMetadata();
    if (address === undefined) throw new Error('the issuer names no keys');
    return new URL(address);
  }

  /** @param query what the issuer sent back, as it stands after the question mark */
  async finish(query: string, pending: PendingSignIn): Promise<IssuerAnswer> {
    const configuration = await this.#discovered();
    const url = new URL(this.#settings.redirectUri);
    url.search = query;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      });
      return this.#judge(tokens.claims());
    } catch (error) {
      return { kind: 'REFUSED', reason: codeOf(error) };
    }
  }

  #judge(claims: client.IDToken | undefined): IssuerAnswer {
    if (claims === undefined) return { kind: 'REFUSED', reason: 'NO_CLAIMS' };
    const { acrValues } = this.#settings;
    const { acr, sid: session } = claims;
    const isEnough = typeof acr === 'string' && acrValues.includes(acr);
    if (acrValues.length > 0 && !isEnough) return { kind: 'REFUSED', reason: 'ACR_TOO_LOW' };
    return {
      kind: 'KNOWN',
      issuer: claims.iss,
      subject: claims.sub,
      ...(typeof session === 'string' ? { issuerSession: session } : {}),
    };
  }

  /** Asked once; after a failure asked again at the next sign-in, so that an issuer may come up later. */
  async #discovered(): Promise<client.Configuration> {
    this.#configuration ??= this.#discover();
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw error;
    }
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, allowsHttp } = this.#settings;
    return client.discovery(new URL(issuer), clientId, undefined, await this.#authentication(), {
      // Without this a token that came over TLS is believed without looking at its signature.
      execute: [
        client.enableNonRepudiationChecks,
        ...(allowsHttp ? [client.allowInsecureRequests] : []),
      ],
    });
  }

  async #authentication(): Promise<client.ClientAuth> {
    const { proof } = this.#settings;
    if (proof.kind === 'SECRET') return client.ClientSecretPost(proof.secret);
    const der = createPrivateKey(proof.privateKeyPem).export({ type: 'pkcs8', format: 'der' });
    const key = await webcrypto.subtle.importKey(
      'pkcs8',
      der,
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    return client.PrivateKeyJwt(proof.keyId === undefined ? key : { key, kid: proof.keyId });
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : 'UNKNOWN';
}
