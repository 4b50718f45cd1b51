import type { Instant, PersonId } from '@overlegtafel/domain';
import type { SessionRow, SessionStore } from '@overlegtafel/usecases';
import { findPracticePerson } from '../practice/people.ts';
import { practiceTimes, StoredSessions } from './stored-sessions.ts';

/** Sessions that are kept nowhere. */
export class RowsInMemory implements SessionStore {
  readonly rows = new Map<string, SessionRow>();
  reads = 0;
  readonly #believed = new Set<string>();

  add(row: SessionRow) {
    this.rows.set(row.tokenHash, row);
    return Promise.resolve();
  }
  find(tokenHash: string) {
    this.reads++;
    return Promise.resolve(this.rows.get(tokenHash));
  }
  ofPerson(person: PersonId) {
    return Promise.resolve([...this.rows.values()].filter((row) => row.person === person));
  }
  ofIssuerSession(issuerSession: string) {
    const live = [...this.rows.values()].filter(({ endedAt }) => endedAt === undefined);
    return Promise.resolve(live.filter((row) => row.issuerSession === issuerSession));
  }

  used(tokenHash: string, usedAt: Instant) {
    this.#change([tokenHash], { usedAt });
    return Promise.resolve();
  }
  end(tokenHashes: readonly string[], endedAt: Instant) {
    this.#change(tokenHashes, { endedAt });
    return Promise.resolve();
  }
  endedSince = () => Promise.resolve([]);
  forget = () => Promise.resolve();
  believes = (digest: string) => {
    const isFirst = !this.#believed.has(digest);
    this.#believed.add(digest);
    return Promise.resolve(isFirst);
  };
  personOf = () => Promise.resolve(undefined);
  enter = () => Promise.resolve();

  #change(hashes: readonly string[], parts: Partial<SessionRow>) {
    for (const hash of hashes) {
      const row = this.rows.get(hash);
      if (row) this.rows.set(hash, { ...row, ...parts });
    }
  }
}

/** Sessions of practice people, in memory. */
export function sessionsInMemory(isSecure = false): StoredSessions {
  return new StoredSessions({
    store: new RowsInMemory(),
    times: practiceTimes,
    isSecure,
    personOf: (person) => Promise.resolve(findPracticePerson(person)),
  });
}
