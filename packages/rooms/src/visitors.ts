import type { PersonId } from '@overlegtafel/domain';
import { documentLimits } from '@overlegtafel/protocol';
import type { RoomClock } from './room-clock.ts';
import { Visitor } from './visitor.ts';

/** Everybody who is here, or was here so short ago that what they used up still counts. */
export class Visitors {
  readonly #clock: RoomClock;
  readonly #known = new Map<PersonId, Visitor>();

  constructor(clock: RoomClock) {
    this.#clock = clock;
  }

  of(person: PersonId): Visitor {
    const known = this.#known.get(person);
    if (known) return known;
    const visitor = new Visitor(this.#clock.nowMs());
    this.#known.set(person, visitor);
    return visitor;
  }

  /** True when more of somebody waits, over all their connections, than may wait. */
  hasTooMuchWaiting(person: PersonId): boolean {
    return this.of(person).waitingBytes > documentLimits.waitingBytesPerPerson;
  }

  /** Somebody floods, over however many connections: all of theirs are closed, and new ones for a while. */
  shutOut(person: PersonId): void {
    const visitor = this.of(person);
    visitor.isShutOut = true;
    this.#clock.setTimer(() => (visitor.isShutOut = false), documentLimits.shutOutMs);
    for (const each of visitor.seats) each.refuse('TOO_MUCH', 0, 'PERSON');
  }

  /** Whoever is gone and has used up nothing is forgotten. */
  forget(): void {
    const nowMs = this.#clock.nowMs();
    for (const [person, visitor] of this.#known)
      if (visitor.isForgettable(nowMs)) this.#known.delete(person);
  }
}
