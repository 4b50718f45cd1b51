import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { Visit } from '@overlegtafel/rooms';
import type {
  Caller,
  DocumentTransport,
  RoomAccess,
  RoomStep,
  RoomVisit,
} from '@overlegtafel/usecases';

/** What the book asks and where it writes. */
export interface RoomBookParts {
  /** What somebody may do in a room, and on what that rests. */
  readonly access: (person: PersonId, room: RoomName) => Promise<RoomAccess>;
  /** Puts a step on the record; resolves once it lasts. */
  readonly record: (
    step: RoomStep,
    visit: RoomVisit,
    access: RoomAccess,
    caller: Caller,
  ) => Promise<void>;
  /** What is known of a name that is none. */
  readonly nothing: RoomAccess;
  readonly nowMs: () => number;
}

/** How long an entry goes on when nobody is in by it: a line that drops, a page that is loaded again. */
export const entryRestMs = 15 * 60_000;
/** How often entries that have ended are cleared away. */
const clearEveryMs = 60_000;

/**
 * What one person does in one room, from one sign-in and by one way, until they have been away for so long or it rests
 * on something else than before.
 */
interface Entry {
  readonly restsOn: string;
  readonly line: Promise<void>;
  firstWrite: Promise<void> | undefined;
  connections: number;
  leftAtMs: number;
}

/**
 * AU105: the book at the door of the documents. An entry is one line however often the connection drops and comes
 * back; its first change is another; who is turned away is a line each time.
 */
export class RoomBook {
  readonly #parts: RoomBookParts;
  readonly #entries = new Map<string, Entry>();
  #clearedAtMs = 0;

  constructor(parts: RoomBookParts) {
    this.#parts = parts;
  }

  /** How many entries are remembered. */
  get size(): number {
    return this.#entries.size;
  }

  /** What is put on the record about one connection of somebody to a room. */
  visit(room: RoomName, transport: DocumentTransport, caller: Caller): Visit {
    const at = { room, transport };
    const { record } = this.#parts;
    const access = () => this.#parts.access(caller.person, room);
    let mine: Entry | undefined;
    let hasLeft = false;
    return {
      entered: async () => {
        mine = this.#enter(at, await access(), caller);
        if (hasLeft) this.#leave(mine);
        await mine.line;
      },
      wrote: async () => {
        await this.#firstWrite(mine, async () => {
          await record({ kind: 'WRITES' }, at, await access(), caller);
        });
      },
      turnedAway: async (from) => {
        await record({ kind: 'TURNED_AWAY', from }, at, await access(), caller);
      },
      left: () => {
        if (mine && !hasLeft) this.#leave(mine);
        hasLeft = true;
      },
    };
  }

  /** Somebody asked for what is no name of a room. */
  async unreadable(transport: DocumentTransport, caller: Caller): Promise<void> {
    const { record, nothing } = this.#parts;
    await record({ kind: 'TURNED_AWAY', from: 'ENTERS' }, { transport }, nothing, caller);
  }

  #enter(at: Required<RoomVisit>, access: RoomAccess, caller: Caller): Entry {
    const nowMs = this.#parts.nowMs();
    this.#clear(nowMs);
    const key = JSON.stringify([caller.person, caller.session, at.room, at.transport]);
    const restsOn = JSON.stringify(access.reading);
    const known = this.#entries.get(key);
    if (known && known.restsOn === restsOn && !hasEnded(known, nowMs)) {
      known.connections += 1;
      return known;
    }
    const line = this.#parts.record({ kind: 'ENTERS' }, at, access, caller);
    const entry = { restsOn, line, firstWrite: undefined, connections: 1, leftAtMs: nowMs };
    this.#entries.set(key, entry);
    // What does not stand on the record is no entry: whoever comes next tries again.
    line.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry;
  }

  async #firstWrite(entry: Entry | undefined, record: () => Promise<void>): Promise<void> {
    if (!entry) throw new Error('who writes has not entered');
    entry.firstWrite ??= record();
    try {
      await entry.firstWrite;
    } catch (error) {
      entry.firstWrite = undefined;
      throw error;
    }
  }

  #leave(entry: Entry): void {
    entry.connections -= 1;
    entry.leftAtMs = this.#parts.nowMs();
  }

  #clear(nowMs: number): void {
    const sinceMs = nowMs - this.#clearedAtMs;
    if (sinceMs >= 0 && sinceMs < clearEveryMs) return;
    this.#clearedAtMs = nowMs;
    for (const [key, entry] of this.#entries) if (hasEnded(entry, nowMs)) this.#entries.delete(key);
  }
}

/** A clock that was set back ends an entry too: a line too many, never one too few. */
function hasEnded({ connections, leftAtMs }: Entry, nowMs: number): boolean {
  const awayMs = nowMs - leftAtMs;
  return connections === 0 && (awayMs < 0 || awayMs >= entryRestMs);
}
