import { randomBytes } from 'node:crypto';
import { defaultTaskAccess, idFromBytes, type Instant, type PersonId } from '@overlegtafel/domain';
import {
  type Caller,
  type Change,
  type Commit,
  completing,
  type Ledger,
  type Outcome,
  type World,
} from '@overlegtafel/usecases';
import { MemoryLedger } from '@overlegtafel/usecases/memory-ledger';
import { MemoryStores } from '@overlegtafel/usecases/memory-stores';
import { findPracticePerson } from '../people.ts';
import { PracticeRooms } from './practice-rooms.ts';

const idBytes = 17;

/**
 * Where the practice week is played before anything of it is stored: the use cases as they are, a clock that is set by
 * hand, and rows and rooms in memory. What comes of it is stored whole or not at all.
 */
export class PracticeStage {
  readonly rooms = new PracticeRooms();
  readonly world: World;
  /** What was written, in order. */
  readonly changes: Change[] = [];
  readonly #memory: MemoryLedger;
  readonly #traceId = randomBytes(16).toString('hex');
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
    const stores = new MemoryStores();
    this.#memory = new MemoryLedger(stores.rows, this.rooms);
    this.world = {
      stores,
      ledger: completing(this.#recording(), stores, () => this.#now),
      rooms: this.rooms,
      now: () => this.#now,
      taskAccess: defaultTaskAccess,
      newId: () => idFromBytes('ItemId', randomBytes(idBytes)),
      tell: () => undefined,
    };
  }

  /** The access log of all that was done, oldest first. */
  get lines(): Commit['lines'] {
    return this.#memory.lines.toSorted((a, b) => a.at - b.at);
  }

  get now(): Instant {
    return this.#now;
  }

  /** What is done next, is done at this moment. */
  turnTo(moment: Instant): void {
    this.#now = moment;
  }

  as(id: string): Caller {
    return { person: practicePersonId(id), traceId: this.#traceId, origin: 'practice-week' };
  }

  /** Rows that no use case makes: people, organisations, the table itself. */
  async put(changes: readonly Change[]): Promise<void> {
    await this.world.ledger.commit({ guards: [], changes, lines: [] });
  }

  #recording(): Ledger {
    return {
      record: (lines) => this.#memory.record(lines),
      dropIntakes: (which) => this.#memory.dropIntakes(which),
      commit: async (commit) => {
        const committed = await this.#memory.commit(commit);
        if (committed.kind === 'STORED') this.changes.push(...commit.changes);
        return committed;
      },
    };
  }
}

/** The id of somebody of the practice table. */
export function practicePersonId(id: string): PersonId {
  const found = findPracticePerson(id);
  if (!found) throw new Error(`'${id}' is nobody of the practice table`);
  return found.person;
}

/** What a use case gave. The practice week breaks none of the rules: a refusal is a mistake in it. */
export async function did<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const given = await outcome;
  if (given.kind === 'DONE') return given.value;
  throw new Error(`the practice week broke a rule: ${JSON.stringify(given.refusal)}`);
}
