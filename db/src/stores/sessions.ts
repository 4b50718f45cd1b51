// edge: rows of sessions as the rows that the port names
import { instant, type Instant, type PersonId } from '@overlegtafel/domain';
import type { SessionRow, SessionStore } from '@overlegtafel/usecases';
import { and, eq, gt, gte, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';

interface StoredSession {
  readonly tokenHash: string;
  readonly person: string;
  readonly startedAt: Date;
  readonly usedAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
  readonly issuerSession: string | null;
}

/** Sessions on both dialects. */
export class Sessions implements SessionStore {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async add(row: SessionRow): Promise<void> {
    const { orm, tables, write } = this.#storage;
    await write.atomically([
      orm.insert(tables.session).values({
        tokenHash: row.tokenHash,
        person: row.person,
        startedAt: new Date(row.startedAt),
        usedAt: new Date(row.usedAt),
        endsAt: new Date(row.endsAt),
        endedAt: null,
        issuerSession: row.issuerSession ?? null,
      }),
    ]);
  }

  async find(tokenHash: string): Promise<SessionRow | undefined> {
    const { orm, tables } = this.#storage;
    const [row] = await orm
      .select()
      .from(tables.session)
      .where(eq(tables.session.tokenHash, tokenHash));
    return row && sessionOf(row);
  }

  ofPerson(person: PersonId, now: Instant): Promise<readonly SessionRow[]> {
    return this.#live(eq(this.#storage.tables.session.person, person), now);
  }

  ofIssuerSession(issuerSession: string, now: Instant): Promise<readonly SessionRow[]> {
    return this.#live(eq(this.#storage.tables.session.issuerSession, issuerSession), now);
  }

  async used(tokenHash: string, at: Instant): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { session } = tables;
    const isEarlier = lt(session.usedAt, new Date(at));
    await write.atomically([
      orm
        .update(session)
        .set({ usedAt: new Date(at) })
        .where(and(eq(session.tokenHash, tokenHash), isNull(session.endedAt), isEarlier)),
    ]);
  }

  async end(tokenHashes: readonly string[], at: Instant): Promise<void> {
    if (tokenHashes.length === 0) return;
    const { orm, tables, write } = this.#storage;
    const { session } = tables;
    await write.atomically([
      orm
        .update(session)
        .set({ endedAt: new Date(at) })
        .where(and(inArray(session.tokenHash, [...tokenHashes]), isNull(session.endedAt))),
    ]);
  }

  async endedSince(since: Instant): Promise<readonly SessionRow[]> {
    const { orm, tables } = this.#storage;
    const { session } = tables;
    const rows = await orm
      .select()
      .from(session)
      .where(gte(session.endedAt, new Date(since)));
    return rows.map(sessionOf);
  }

  async forget(before: Instant): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { session } = tables;
    await write.atomically([orm.delete(session).where(lt(session.endsAt, new Date(before)))]);
  }

  /** What is too old anyway is removed on the way. */
  async believes(digest: string, until: Instant, now: Instant): Promise<boolean> {
    const { orm, tables, write } = this.#storage;
    const { logoutToken } = tables;
    const first = orm
      .insert(logoutToken)
      .values({ digest, until: new Date(until) })
      .onConflictDoNothing()
      .returning({ digest: logoutToken.digest });
    const old = orm.delete(logoutToken).where(lt(logoutToken.until, new Date(now)));
    return (await write.guarded([first], [old])).kind === 'done';
  }

  async personOf(issuer: string, subject: string): Promise<PersonId | undefined> {
    const { orm, tables } = this.#storage;
    const { issuerSubject } = tables;
    const [row] = await orm
      .select()
      .from(issuerSubject)
      .where(and(eq(issuerSubject.issuer, issuer), eq(issuerSubject.subject, subject)));
    return row && (row.person as PersonId);
  }

  async enter(issuer: string, subject: string, person: PersonId): Promise<void> {
    const { orm, tables, write } = this.#storage;
    await write.atomically([
      orm
        .insert(tables.issuerSubject)
        .values({ issuer, subject, person })
        .onConflictDoUpdate({
          target: [tables.issuerSubject.issuer, tables.issuerSubject.subject],
          set: { person },
        }),
    ]);
  }

  async #live(which: SQL, now: Instant): Promise<readonly SessionRow[]> {
    const { orm, tables } = this.#storage;
    const { session } = tables;
    const isLive = and(isNull(session.endedAt), gt(session.endsAt, new Date(now)));
    const rows = await orm.select().from(session).where(and(which, isLive));
    return rows.map(sessionOf);
  }
}

function sessionOf(row: StoredSession): SessionRow {
  return {
    tokenHash: row.tokenHash,
    person: row.person as PersonId,
    startedAt: instant(row.startedAt.getTime()),
    usedAt: instant(row.usedAt.getTime()),
    endsAt: instant(row.endsAt.getTime()),
    ...(row.endedAt === null ? {} : { endedAt: instant(row.endedAt.getTime()) }),
    ...(row.issuerSession === null ? {} : { issuerSession: row.issuerSession }),
  };
}
