import type { Instant, PersonId } from '@overlegtafel/domain';

/** A session as it is kept. The token itself is nowhere: only its SHA-256. */
export interface SessionRow {
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string;
  readonly person: PersonId;
  readonly startedAt: Instant;
  /** When it was last used; written at most once a minute. */
  readonly usedAt: Instant;
  /** When it ends whatever happens. */
  readonly endsAt: Instant;
  /** When it was ended before its time: signed out, revoked, or the membership ended. */
  readonly endedAt?: Instant;
  /** The session at the issuer, so that signing out there ends it here. */
  readonly issuerSession?: string;
}

/** Where sessions are kept: in the database, so that every process knows them and anybody can be put out at once. */
export interface SessionStore {
  add(session: SessionRow): Promise<void>;
  find(tokenHash: string): Promise<SessionRow | undefined>;
  /** Not ended ones of somebody. */
  ofPerson(person: PersonId, now: Instant): Promise<readonly SessionRow[]>;
  /** Not ended ones that began with this session at the issuer. */
  ofIssuerSession(issuerSession: string, now: Instant): Promise<readonly SessionRow[]>;
  used(tokenHash: string, at: Instant): Promise<void>;
  end(tokenHashes: readonly string[], at: Instant): Promise<void>;
  /** Ended since a moment, so that every process puts them out. */
  endedSince(since: Instant): Promise<readonly SessionRow[]>;
  /** Removes what ended before a moment. */
  forget(before: Instant): Promise<void>;

  /**
   * True once for each logout token, whichever process gets it first.
   *
   * @param digest of the issuer and its id of the token
   * @param until when it is too old to be believed anyway
   */
  believes(digest: string, until: Instant, now: Instant): Promise<boolean>;

  /** Who an issuer means by a subject; undefined when nobody was entered for it. */
  personOf(issuer: string, subject: string): Promise<PersonId | undefined>;
  enter(issuer: string, subject: string, person: PersonId): Promise<void>;
}
