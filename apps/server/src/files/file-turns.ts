import type { PersonId } from '@overlegtafel/domain';

/** Gives the turn back. */
export type Leave = () => void;

/** How many large files are read at once, and how many may wait. What waits has not been read: it takes no memory. */
export const usualTurns = { atOnce: 2, waiting: 20, waitingPerPerson: 2 } as const;

interface Waiting {
  readonly person: PersonId;
  readonly go: (leave: Leave | undefined) => void;
}

/** IN341: large files one after the other for each person, and a few at once for all. */
export class FileTurns {
  readonly #limits: typeof usualTurns;
  readonly #reading = new Set<PersonId>();
  #line: readonly Waiting[] = [];

  constructor(limits: typeof usualTurns = usualTurns) {
    this.#limits = limits;
  }

  /** Waits for a turn. Undefined when too many wait already, or when whoever waits has gone. */
  enter(person: PersonId, gone: AbortSignal): Promise<Leave | undefined> {
    const { waiting, waitingPerPerson } = this.#limits;
    const own = this.#line.filter((one) => one.person === person).length;
    const mayGo = this.#mayGo(person);
    if (!mayGo && (own >= waitingPerPerson || this.#line.length >= waiting))
      return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const one: Waiting = { person, go: resolve };
      this.#line = [...this.#line, one];
      gone.addEventListener('abort', () => {
        if (!this.#line.includes(one)) return;
        this.#line = this.#line.filter((other) => other !== one);
        resolve(undefined);
      });
      this.#next();
    });
  }

  #mayGo(person: PersonId): boolean {
    return this.#reading.size < this.#limits.atOnce && !this.#reading.has(person);
  }

  #next(): void {
    const first = this.#line.find(({ person }) => this.#mayGo(person));
    if (!first) return;
    this.#line = this.#line.filter((one) => one !== first);
    this.#reading.add(first.person);
    first.go(() => {
      if (this.#reading.delete(first.person)) this.#next();
    });
    this.#next();
  }
}
