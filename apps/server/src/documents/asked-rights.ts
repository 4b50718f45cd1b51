import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { RoomRights } from '@overlegtafel/rooms';
import type { RoomAccess } from '@overlegtafel/usecases';

interface Known {
  readonly access: RoomAccess;
  readonly atMs: number;
}

/** An answer older than this is asked again. */
const freshMs = 1_000;
/** With so many answers in memory the old ones are cleared away. */
const mostAnswers = 20_000;

/** Rights in rooms as the use cases know them, remembered for a second: rooms ask at every turn. */
export class AskedRights implements RoomRights {
  readonly #ask: (person: PersonId, room: RoomName) => Promise<RoomAccess>;
  readonly #nowMs: () => number;
  readonly #known = new Map<string, Known>();
  readonly #underWay = new Map<string, Promise<RoomAccess>>();
  /** Raised when rights changed: an answer that was asked before is not kept. */
  #changes = 0;

  constructor(ask: (person: PersonId, room: RoomName) => Promise<RoomAccess>, nowMs: () => number) {
    this.#ask = ask;
    this.#nowMs = nowMs;
  }

  mayRead(person: PersonId, room: RoomName): boolean | Promise<boolean> {
    const access = this.#access(person, room);
    return access instanceof Promise ? access.then(({ mayRead }) => mayRead) : access.mayRead;
  }

  mayWrite(person: PersonId, room: RoomName): boolean | Promise<boolean> {
    const access = this.#access(person, room);
    return access instanceof Promise ? access.then(({ mayWrite }) => mayWrite) : access.mayWrite;
  }

  /** All that is known of what somebody may do in a room. */
  async access(person: PersonId, room: RoomName): Promise<RoomAccess> {
    return this.#access(person, room);
  }

  /** Rights changed: everything is asked again. */
  forget(): void {
    this.#changes += 1;
    this.#known.clear();
    this.#underWay.clear();
  }

  #access(person: PersonId, room: RoomName): RoomAccess | Promise<RoomAccess> {
    const key = `${person} ${room}`;
    const known = this.#known.get(key);
    const ageMs = known ? this.#nowMs() - known.atMs : freshMs;
    // A clock that was set back makes an answer no younger.
    if (known && ageMs >= 0 && ageMs < freshMs) return known.access;
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const asking = this.#asking(key, person, room);
    this.#underWay.set(key, asking);
    return asking;
  }

  async #asking(key: string, person: PersonId, room: RoomName): Promise<RoomAccess> {
    const before = this.#changes;
    // The answer is as old as the question.
    const atMs = this.#nowMs();
    try {
      const access = await this.#ask(person, room);
      if (before === this.#changes) {
        if (this.#known.size >= mostAnswers) this.#known.clear();
        this.#known.set(key, { access, atMs });
        return access;
      }
    } finally {
      if (before === this.#changes) this.#underWay.delete(key);
    }
    return this.#access(person, room);
  }
}
