import type { OrganisationId, PersonId } from '@overlegtafel/domain';

/** Who a request or a connection comes from, as the server knows it; never as the browser says it. */
export interface SignedIn {
  readonly person: PersonId;
  /** What others see beside this person's words: function and initials. */
  readonly name: string;
  readonly organisation: OrganisationId;
  readonly role: string;
}

/**
 * Answers who somebody is. Documents, live events and the API all ask here, on every request and on every
 * connection, so that one place decides.
 */
export interface Sessions {
  /**
   * The person behind a `Cookie` header.
   *
   * @param cookieHeader the header as it came, or undefined when there was none
   * @param nowMs milliseconds since 1970
   * @param isWatching true: asking is not using it
   * @returns undefined for anything but a session that is valid now
   */
  signedIn(
    cookieHeader: string | undefined,
    nowMs: number,
    isWatching?: boolean,
  ): Promise<SignedIn | undefined>;
}

/** What a sign-in comes from. */
export interface ComesFrom {
  /** The `Cookie` header of the browser. */
  readonly cookieHeader?: string | undefined;
  /** The session at the issuer, when it names one. */
  readonly issuerSession?: string | undefined;
}

/** Where sessions begin and end. */
export interface SessionDesk extends Sessions {
  /**
   * Starts a session; gives the token for the cookie, which nobody has seen before. What the browser came with ends
   * with it, whoever's it was.
   */
  start(person: PersonId, nowMs: number, from?: ComesFrom): Promise<string>;
  /** Whose session is behind a cookie, also when no membership of theirs holds: then it gives nothing but this. */
  holder(cookieHeader: string | undefined, nowMs: number): Promise<PersonId | undefined>;
  /** Ends the session behind a cookie, if there is one. */
  signOut(cookieHeader: string | undefined, nowMs: number): Promise<void>;
  /** Ends every session of somebody, in every process; gives how many. */
  endAllOf(person: PersonId, nowMs: number): Promise<number>;
  /** When the session behind a cookie ends by itself. Asking is not using it. */
  ends(
    cookieHeader: string | undefined,
    nowMs: number,
  ): Promise<{ readonly idleEndsAtMs: number; readonly endsAtMs: number } | undefined>;
}
