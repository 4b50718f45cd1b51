import type { Kit } from '../kit/sqlite-kit.ts';

/** Who is signed in, and whom an issuer means. */
export function sessionTables({ table, text, instant, bytes, index, primaryKey }: Kit) {
  /** The token itself is nowhere: whoever reads this table cannot use what stands in it. */
  const session = table(
    'session',
    {
      tokenHash: text('token_hash').primaryKey(),
      person: text('person').notNull(),
      startedAt: instant('started_at').notNull(),
      usedAt: instant('used_at').notNull(),
      endsAt: instant('ends_at').notNull(),
      endedAt: instant('ended_at'),
      issuerSession: text('issuer_session'),
      /** Binds the token to its person and its time; a row without one was not written by the server. */
      seal: bytes('seal'),
    },
    (row) => [
      index('session_person').on(row.person),
      index('session_ended').on(row.endedAt),
      index('session_ends').on(row.endsAt),
    ],
  );

  /** Somebody is entered here before they can sign in: signing in makes no account. */
  const issuerSubject = table(
    'issuer_subject',
    {
      issuer: text('issuer').notNull(),
      subject: text('subject').notNull(),
      person: text('person').notNull(),
    },
    (row) => [primaryKey({ columns: [row.issuer, row.subject] })],
  );

  /** Logout tokens that were believed, until they would be too old anyway. */
  const logoutToken = table(
    'logout_token',
    {
      /** SHA-256 of the issuer and its id of the token. */
      digest: text('digest').primaryKey(),
      until: instant('valid_until').notNull(),
    },
    (row) => [index('logout_token_until').on(row.until)],
  );

  return { session, issuerSubject, logoutToken };
}
