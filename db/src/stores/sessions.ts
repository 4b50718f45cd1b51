// edge: rows of sessions as the rows that the port names
import { instant, type Instant, type PersonId } from '@overlegtafel/domain';
import type { SessionRow, SessionStore } from '@overlegtafel/usecases';
import { and, eq, gt, gte, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import { subjectRow, type SubjectRow } from '../accounts/account-chain.ts';
import type { SealedAccounts } from '../accounts/sealed-accounts.ts';
import { writeRows } from '../accounts/turn-of-accounts.ts';
import type { Storage } from '../kit/orm.ts';

interface StoredSession {
  readonly tokenHash: string;
  readonly person: string;
  readonly startedAt: Date;
  readonly usedAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
  readonly issuerSession: string | null;
  readonly seal: Uint8Array | null;
}

/** Sessions on both dialects. */
export class Sessions implements SessionStore {
  readonly #storage: Storage;

  readonly #accounts: SealedAccounts;

  constructor(storage: Storage, accounts: SealedAccounts) {
    this.#storage = storage;
    this.#accounts = accounts;
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
        seal: this.#sealOf(row),
      }),
    ]);
  }

  async find(tokenHash: string): Promise<SessionRow | undefined> {
    const { orm, tables } = this.#storage;
    const [row] = await orm
      .select()
      .from(tables.session)
      .where(eq(tables.session.tokenHash, tokenHash));
    if (!row) return undefined;
    const session = sessionOf(row);
    // A row that was made for somebody, or given to somebody else, is no session.
    if (row.seal && this.#sealOf(session).equals(row.seal)) return session;
    const damage = row.seal ? 'CHANGED' : 'EXTRA';
    this.#accounts.trouble({ of: 'SESSION', key: tokenHash, damage });
    return undefined;
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
    const { issuerSubject: of } = tables;
    const isAsked = and(eq(of.issuer, issuer), eq(of.subject, subject));
    const { changesThen } = this.#accounts;
    const fields = { issuer: of.issuer, subject: of.subject, person: of.person, changesThen };
    const [row] = await this.#accounts.right(
      () => orm.select(fields).from(of).where(isAsked),
      subjectRow,
    );
    return row && (row.person as PersonId);
  }

  async enter(issuer: string, subject: string, person: PersonId): Promise<void> {
    const { orm, tables } = this.#storage;
    const { issuerSubject: of } = tables;
    const row: SubjectRow = { issuer, subject, person };
    const put = orm
      .insert(of)
      .values(row)
      .onConflictDoUpdate({ target: [of.issuer, of.subject], set: { person } });
    await writeRows(this.#storage, this.#accounts, [subjectRow(row)], [put]);
  }

  /** Binds a token to its person, and to when it began and ends. */
  #sealOf({ tokenHash, person, startedAt, endsAt, issuerSession }: SessionRow): Buffer {
    const facts = [tokenHash, person, startedAt, endsAt, issuerSession ?? null];
    return this.#accounts.book.seal.ofSession(facts);
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
