import { createHash, randomBytes } from 'node:crypto';
import { instant, type PersonId } from '@overlegtafel/domain';
import type { SessionRow, SessionStore } from '@overlegtafel/usecases';
import { readSessionCookie } from './session-cookie.ts';
import type { ComesFrom, SessionDesk, SignedIn } from './session.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long a session lasts. */
export interface SessionTimes {
  /** Without anything done for this long it ends; following an open meeting counts as doing. */
  readonly idleMs: number;
  /** It ends after this, whatever happens. */
  readonly absoluteMs: number;
}

/** For real: ten minutes idle, ten hours in all. */
export const productionTimes: SessionTimes = { idleMs: 10 * minuteMs, absoluteMs: 10 * hourMs };
/** At the practice table nobody is locked out in the middle of trying. */
export const practiceTimes: SessionTimes = { idleMs: 10 * hourMs, absoluteMs: 10 * hourMs };

/** A session that is valid now. */
export interface LiveSession {
  readonly who: SignedIn;
  readonly tokenHash: string;
  readonly idleEndsAtMs: number;
  readonly endsAtMs: number;
}

/** How long an answer about a session may be reused; what is revoked is gone within it. */
const reuseMs = 1_000;
const mostKept = 5_000;

interface Kept {
  readonly session: LiveSession | undefined;
  /** Nobody used the session to get this answer: who uses it asks anew. */
  readonly isWatched: boolean;
  readonly askedAtMs: number;
}

/**
 * Sessions in the database: an opaque random token in the cookie, its SHA-256 in a row. Ended ones end everywhere at
 * once: in this process when `end` is called, in others as soon as they look again.
 */
export class StoredSessions implements SessionDesk {
  readonly #store: SessionStore;
  readonly #times: SessionTimes;
  readonly #isSecure: boolean;
  readonly #personOf: (person: PersonId) => Promise<SignedIn | undefined>;
  readonly #kept = new Map<string, Kept>();

  constructor(parts: {
    readonly store: SessionStore;
    readonly times: SessionTimes;
    readonly isSecure: boolean;
    /** Who somebody is now; undefined when no membership holds any more. */
    readonly personOf: (person: PersonId) => Promise<SignedIn | undefined>;
  }) {
    this.#store = parts.store;
    this.#times = parts.times;
    this.#isSecure = parts.isSecure;
    this.#personOf = parts.personOf;
  }

  /** ID4: starts a session with a token that nobody has seen, and ends the one that the browser had before. */
  async start(person: PersonId, nowMs: number, from: ComesFrom = {}): Promise<string> {
    const { cookieHeader, issuerSession } = from;
    const token = randomBytes(32).toString('base64url');
    const now = instant(nowMs);
    await this.#store.add({
      tokenHash: hashOf(token),
      person,
      startedAt: now,
      usedAt: now,
      endsAt: instant(nowMs + this.#times.absoluteMs),
      ...(issuerSession === undefined ? {} : { issuerSession }),
    });
    await this.signOut(cookieHeader, nowMs);
    return token;
  }

  async signedIn(
    cookieHeader: string | undefined,
    nowMs: number,
    isWatching = false,
  ): Promise<SignedIn | undefined> {
    return (await this.session(cookieHeader, nowMs, isWatching))?.who;
  }

  ends(cookieHeader: string | undefined, nowMs: number): Promise<LiveSession | undefined> {
    return this.session(cookieHeader, nowMs, true);
  }

  async holder(cookieHeader: string | undefined, nowMs: number): Promise<PersonId | undefined> {
    return (await this.#rowOf(cookieHeader, nowMs))?.person;
  }

  /** Also of somebody without a membership. */
  async signOut(cookieHeader: string | undefined, nowMs: number): Promise<void> {
    const token = readSessionCookie(cookieHeader, this.#isSecure);
    // Also one that is not valid now: a membership that begins again would bring it back.
    if (token !== undefined) await this.end(hashOf(token), nowMs);
  }

  /** The session behind a `Cookie` header. Asking counts as using it, but for `isWatching`. */
  async session(
    cookieHeader: string | undefined,
    nowMs: number,
    isWatching = false,
  ): Promise<LiveSession | undefined> {
    const token = readSessionCookie(cookieHeader, this.#isSecure);
    if (token === undefined) return undefined;
    return this.bySession(hashOf(token), nowMs, isWatching);
  }

  /** The session with this hash, if it is valid now. */
  async bySession(
    tokenHash: string,
    nowMs: number,
    isWatching = false,
  ): Promise<LiveSession | undefined> {
    const kept = this.#kept.get(tokenHash);
    // A clock that was set back makes an answer no younger.
    const ageMs = kept ? nowMs - kept.askedAtMs : reuseMs;
    const counts = isWatching || kept?.isWatched !== true;
    if (kept && counts && ageMs >= 0 && ageMs < reuseMs) return stillLive(kept.session, nowMs);
    const session = await this.#look(tokenHash, nowMs, isWatching);
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(tokenHash, { session, askedAtMs: nowMs, isWatched: isWatching });
    return session;
  }

  /** Ends one session, for signing out. */
  async end(tokenHash: string, nowMs: number): Promise<void> {
    await this.#store.end([tokenHash], instant(nowMs));
    this.#kept.delete(tokenHash);
  }

  /** Ends every session of somebody, such as when a device was lost; gives how many. */
  async endAllOf(person: PersonId, nowMs: number): Promise<number> {
    return this.#endThese(await this.#store.ofPerson(person, instant(nowMs)), nowMs);
  }

  /** Ends the sessions that began with this session at the issuer; of one person only when that is said. */
  async endOfIssuer(
    issuerSession: string,
    person: PersonId | undefined,
    nowMs: number,
  ): Promise<number> {
    const sessions = await this.#store.ofIssuerSession(issuerSession, instant(nowMs));
    const theirs = sessions.filter((one) => person === undefined || one.person === person);
    return this.#endThese(theirs, nowMs);
  }

  async #endThese(sessions: readonly SessionRow[], nowMs: number): Promise<number> {
    const hashes = sessions.map(({ tokenHash }) => tokenHash);
    await this.#store.end(hashes, instant(nowMs));
    for (const hash of hashes) this.#kept.delete(hash);
    return hashes.length;
  }

  /** The row behind a `Cookie` header, as long as it is no session that ended. */
  async #rowOf(cookieHeader: string | undefined, nowMs: number): Promise<SessionRow | undefined> {
    const token = readSessionCookie(cookieHeader, this.#isSecure);
    const row = token === undefined ? undefined : await this.#store.find(hashOf(token));
    return row && this.#isValid(row, nowMs) ? row : undefined;
  }

  async #look(
    tokenHash: string,
    nowMs: number,
    isWatching: boolean,
  ): Promise<LiveSession | undefined> {
    const row = await this.#store.find(tokenHash);
    if (!row || !this.#isValid(row, nowMs)) return undefined;
    const who = await this.#personOf(row.person);
    if (!who) return undefined;
    const isUsed = !isWatching && nowMs - row.usedAt >= minuteMs;
    if (isUsed) await this.#store.used(tokenHash, instant(nowMs));
    const usedAtMs = isUsed ? nowMs : row.usedAt;
    return { who, tokenHash, idleEndsAtMs: usedAtMs + this.#times.idleMs, endsAtMs: row.endsAt };
  }

  #isValid({ endedAt, endsAt, usedAt }: SessionRow, nowMs: number): boolean {
    return endedAt === undefined && nowMs < endsAt && nowMs < usedAt + this.#times.idleMs;
  }
}

function stillLive(session: LiveSession | undefined, nowMs: number): LiveSession | undefined {
  if (!session) return undefined;
  return nowMs < Math.min(session.idleEndsAtMs, session.endsAtMs) ? session : undefined;
}

/** What stands in the database for a token. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
