/** The part of the issuer's library that the tests use; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export class Provider {
    constructor(address: string, configuration: unknown);
    callback(): RequestListener;
  }
}
