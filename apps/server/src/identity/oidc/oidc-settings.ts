/** How the server knows the issuer at which people sign in with their work account. */
export interface OidcSettings {
  /** The address of the issuer, exactly as it stands in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** How the server proves that it is the client. A key is what OpenID NL GOV asks for. */
  readonly proof:
    | { readonly kind: 'SECRET'; readonly secret: string }
    | { readonly kind: 'KEY'; readonly privateKeyPem: string; readonly keyId?: string };
  /** The levels of assurance that are enough; empty: the issuer decides. */
  readonly acrValues: readonly string[];
  /** Where the issuer sends people back to: `<ORIGIN>/api/v1/sign-in/callback`. */
  readonly redirectUri: string;
  /** True only for an issuer on this machine, in tests. */
  readonly allowsHttp: boolean;
}
