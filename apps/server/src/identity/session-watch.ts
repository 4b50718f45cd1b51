import type { PersonId } from '@overlegtafel/domain';
import type { Log } from '../log.ts';
import type { Sessions } from './session.ts';

/** How often the session of every open connection is looked at: an ended one is gone within two seconds. */
const lookMs = 1_000;

interface Watched {
  readonly cookie: string | undefined;
  readonly person: PersonId;
  readonly end: () => void;
}

/** Ends connections whose session has ended. Being connected to a room counts as using the session. */
export class SessionWatch {
  readonly #sessions: Sessions;
  readonly #now: () => number;
  readonly #log: Log;
  readonly #watched = new Set<Watched>();
  readonly #looking: NodeJS.Timeout;

  constructor(parts: {
    readonly sessions: Sessions;
    readonly now: () => number;
    readonly log: Log;
  }) {
    this.#sessions = parts.sessions;
    this.#now = parts.now;
    this.#log = parts.log;
    this.#looking = setInterval(() => void this.look(), lookMs).unref();
  }

  /**
   * Watches a connection.
   *
   * @param end called once, when the session behind the cookie is no longer this person's
   * @returns how to stop watching
   */
  add(cookie: string | undefined, person: PersonId, end: () => void): () => void {
    const watched = { cookie, person, end };
    this.#watched.add(watched);
    return () => {
      this.#watched.delete(watched);
    };
  }

  /** Looks at all sessions once. A database that does not answer ends nobody. */
  async look(): Promise<void> {
    const cookies = new Set([...this.#watched].map(({ cookie }) => cookie));
    for (const cookie of cookies) {
      try {
        const who = await this.#sessions.signedIn(cookie, this.#now());
        this.#endOthers(cookie, who?.person);
      } catch (error) {
        this.#log.failure('session watch', error);
        return;
      }
    }
  }

  stop(): void {
    clearInterval(this.#looking);
  }

  #endOthers(cookie: string | undefined, person: PersonId | undefined): void {
    for (const watched of [...this.#watched]) {
      if (watched.cookie !== cookie || watched.person === person) continue;
      this.#watched.delete(watched);
      watched.end();
    }
  }
}
