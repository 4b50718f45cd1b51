import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { Answer, RoomPlace, RoomRights } from '@overlegtafel/rooms';
import { noAccess, type RoomAccess } from '@overlegtafel/usecases';

interface Known {
  readonly access: RoomAccess;
  readonly atMs: number;
}

/**
 * The ages at which an answer no longer counts. Whoever is in a room is asked again every second, so that what they
 * write rests on what is in memory; a slower round makes it be asked for them alone. Whoever comes in may be let in on
 * an answer, and is then looked at within a second.
 */
const oldestMs = { entering: 500, writing: 1_500 } as const;
/** Rights that change again and again while they are asked are asked again by whoever changed them. */
const mostTries = 3;
/** With so many answers in memory the old ones are cleared away. */
const mostAnswers = 20_000;

/** What somebody may do in a room, asked for many at once; one answer for each, in order. */
export type AskAccess = (places: readonly RoomPlace[]) => Promise<readonly RoomAccess[]>;

/** Rights in rooms as the use cases know them, kept while they are asked again and again: rooms ask at every turn. */
export class AskedRights implements RoomRights {
  readonly #ask: AskAccess;
  readonly #nowMs: () => number;
  readonly #known = new Map<string, Known>();
  readonly #underWay = new Map<string, Promise<RoomAccess>>();
  /** Raised when rights changed: an answer that was asked before is not kept. */
  #changes = 0;

  constructor(ask: AskAccess, nowMs: () => number) {
    this.#ask = ask;
    this.#nowMs = nowMs;
  }

  mayRead(person: PersonId, room: RoomName): boolean | Promise<boolean> {
    const access = this.#access({ person, room }, oldestMs.entering);
    return access instanceof Promise ? access.then(({ mayRead }) => mayRead) : access.mayRead;
  }

  mayWrite(person: PersonId, room: RoomName): boolean | Promise<boolean> {
    const access = this.#access({ person, room }, oldestMs.writing);
    return access instanceof Promise ? access.then(({ mayWrite }) => mayWrite) : access.mayWrite;
  }

  /** All that is known of what somebody may do in a room. */
  async access(person: PersonId, room: RoomName): Promise<RoomAccess> {
    return this.#access({ person, room }, oldestMs.writing);
  }

  /** Asks all of them anew, and keeps the answers. */
  async mayStay(places: readonly RoomPlace[]): Promise<readonly Answer[]> {
    let answers: readonly (RoomAccess | undefined)[] = [];
    for (let tries = 0; tries < mostTries; tries += 1) {
      const before = this.#changes;
      const atMs = this.#nowMs();
      answers = await this.#askMany(places);
      if (before !== this.#changes) continue;
      for (const [i, place] of places.entries()) this.#keep(place, answers[i], atMs);
      break;
    }
    return answers.map((access) => access?.mayRead);
  }

  /** Rights changed, of one person or of anybody: what was known of them is asked again. */
  forget(person?: PersonId): void {
    this.#changes += 1;
    this.#underWay.clear();
    for (const key of this.#known.keys())
      if (person === undefined || key.startsWith(`${person} `)) this.#known.delete(key);
  }

  /** One of whom nothing can be known, such as in a file that was tampered with, takes nobody else along. */
  async #askMany(places: readonly RoomPlace[]): Promise<readonly (RoomAccess | undefined)[]> {
    try {
      return await this.#ask(places);
    } catch {
      const alone = places.map((place) => this.#ask([place]));
      const answers = await Promise.allSettled(alone);
      return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value[0] : undefined));
    }
  }

  #keep(place: RoomPlace, access: RoomAccess | undefined, atMs: number): void {
    if (!access) return;
    const key = keyOf(place);
    const known = this.#known.get(key);
    // Two that asked at once: the answer that was asked last counts. A clock that was set back makes none of them older.
    if (known && known.atMs > atMs && known.atMs <= this.#nowMs()) return;
    if (this.#known.size >= mostAnswers) this.#known.clear();
    this.#known.set(key, { access, atMs });
  }

  #access(place: RoomPlace, untilMs: number): RoomAccess | Promise<RoomAccess> {
    const key = keyOf(place);
    const known = this.#known.get(key);
    const ageMs = known ? this.#nowMs() - known.atMs : untilMs;
    // A clock that was set back makes an answer no younger.
    if (known && ageMs >= 0 && ageMs < untilMs) return known.access;
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const asking = this.#asking(key, place, untilMs);
    this.#underWay.set(key, asking);
    return asking;
  }

  async #asking(key: string, place: RoomPlace, untilMs: number): Promise<RoomAccess> {
    const before = this.#changes;
    // The answer is as old as the question.
    const atMs = this.#nowMs();
    try {
      const [access = noAccess] = await this.#ask([place]);
      if (before === this.#changes) {
        this.#keep(place, access, atMs);
        return access;
      }
    } finally {
      if (before === this.#changes) this.#underWay.delete(key);
    }
    return this.#access(place, untilMs);
  }
}

function keyOf({ person, room }: RoomPlace): string {
  return `${person} ${room}`;
}
