import type { PersonId } from '@overlegtafel/domain';
import {
  closeCodes,
  documentLimits,
  serverMessage,
  type CloseCode,
  type Refusal,
} from '@overlegtafel/protocol';
import { Presence } from './presence.ts';
import type { RoomClock } from './room-clock.ts';
import type { RoomContent } from './room-content.ts';
import type { Incoming, Seat } from './seat.ts';

/** A message for everybody, except whoever it came from. */
export interface Outgoing {
  readonly message: Uint8Array;
  readonly author: Seat | undefined;
}

/** The connections in a room: who they are, what they said, and what they are sent. */
export class Audience {
  readonly #seats = new Set<Seat>();
  /** Those with something to handle: a room of a hundred is not searched for every keystroke. */
  readonly #active = new Set<Seat>();
  /** Those who were not asked yet what they have; true once they could have asked us first. */
  readonly #unasked = new Map<Seat, boolean>();
  readonly #presence = new Presence();
  readonly #clock: RoomClock;
  readonly #content: RoomContent;
  #stopRound: (() => void) | undefined;

  constructor(clock: RoomClock, content: RoomContent) {
    this.#clock = clock;
    this.#content = content;
  }

  /** True when nobody is here and everything that was said has been handled. */
  get isEmpty(): boolean {
    return this.#seats.size + this.#active.size === 0;
  }

  get seats(): ReadonlySet<Seat> {
    return this.#seats;
  }

  enter(seat: Seat): void {
    this.#seats.add(seat);
    this.#active.add(seat);
  }

  /** It has something to be handled. */
  activate(seat: Seat): void {
    if (this.#seats.has(seat)) this.#active.add(seat);
  }

  /** It has something to be handled again, even if the connection is gone by now. */
  reactivate(seat: Seat): void {
    this.#active.add(seat);
  }

  /** The connection is gone; the others no longer see the person there. */
  leave(seat: Seat): void {
    if (!this.#seats.delete(seat)) return;
    this.#unasked.delete(seat);
    seat.isNew = false;
    seat.leave();
    this.#presence.leave(seat);
    this.#startRound();
  }

  /** Seats that nobody has greeted yet. */
  newcomers(): Seat[] {
    return [...this.#active].filter((seat) => seat.isNew);
  }

  /** What may be handled now, seat by seat in order. */
  take(mayEdit: boolean): Incoming[] {
    const taken: Incoming[] = [];
    const turn = { workLeft: documentLimits.workInOneTurn };
    for (const seat of this.#active) taken.push(...seat.take(mayEdit, turn));
    return taken;
  }

  /**
   * Whether something is left to be handled: at once (0), after so long because of the limits, or
   * not (undefined). Edits that have to wait for the log do not count.
   */
  restMs(mayEdit: boolean): number | undefined {
    let rest = this.#unasked.size > 0 ? 0 : undefined;
    for (const seat of this.#active) {
      const waitMs = seat.waitMs(mayEdit);
      if (waitMs === undefined && !seat.hasMessages && !seat.isNew) this.#active.delete(seat);
      if (waitMs !== undefined) rest = Math.min(rest ?? waitMs, waitMs);
    }
    return rest;
  }

  /** First words: who is there. */
  greet(seats: readonly Seat[]): void {
    for (const seat of seats) {
      seat.isNew = false;
      this.#unasked.set(seat, false);
      this.tellEverybody(seat);
    }
  }

  /**
   * Asks newcomers what they have more than the log, once they were answered themselves, or a turn
   * later: knowing what the log has may mean going through all of a long document, and nobody has
   * to wait for that to read it.
   */
  ask(answered: ReadonlySet<Seat>): void {
    for (const [seat, hasWaited] of this.#unasked) {
      if (!hasWaited && !answered.has(seat)) this.#unasked.set(seat, true);
      else {
        this.#unasked.delete(seat);
        seat.add(this.#content.question());
      }
    }
  }

  /** Everybody's presence, for one. */
  tellEverybody(seat: Seat): void {
    const everybody = seat.isStale ? undefined : this.#presence.everybody();
    if (everybody) seat.add(everybody);
  }

  /** What a connection says about where it is. */
  hear(seat: Seat, clientId: number, update: Uint8Array): void {
    this.#presence.hear(seat, clientId, update);
    if (this.#presence.hasChanged) this.#startRound();
  }

  #startRound(): void {
    this.#stopRound ??= this.#clock.setTimer(() => {
      this.#stopRound = undefined;
      this.#round();
    }, documentLimits.presenceIntervalMs);
  }

  #round(): void {
    const round = this.#presence.nextRound();
    if (!round) return;
    const shared = [round.message];
    for (const seat of this.#seats) {
      if (seat.isNew || seat.isStale) continue;
      const instead = round.instead.get(seat);
      if (!round.instead.has(seat)) this.#flushOne(seat, shared);
      else if (instead) this.#flushOne(seat, [instead]);
    }
    this.hangUp();
  }

  /** Sends a turn: what is new for everybody and what is for one, together for each connection. */
  flush(outgoing: readonly Outgoing[]): void {
    const shared = outgoing.map(({ message }) => message);
    const authors = new Set(outgoing.map(({ author }) => author));
    for (const seat of this.#seats) {
      if (seat.isNew) continue;
      const others = authors.has(seat)
        ? outgoing.filter(({ author }) => author !== seat)
        : outgoing;
      this.#flushOne(seat, others === outgoing ? shared : others.map(({ message }) => message));
    }
  }

  #flushOne(seat: Seat, messages: readonly Uint8Array[]): void {
    seat.flush(messages, () => this.#content.shownVector());
  }

  /** Tells our own clients whether saving is in trouble. */
  tellSaving(isSaving: boolean): void {
    const message = serverMessage({ kind: 'saving', isSaving });
    for (const seat of this.#seats) if (seat.isOurs) seat.add(message);
    this.flush([]);
  }

  /** Closes the connections whose session has ended and who know what became of what they said. */
  hangUp(): void {
    for (const seat of this.#seats) if (seat.hangUp()) this.leave(seat);
  }

  /** Ends every session. */
  endAll(code: CloseCode): void {
    for (const seat of this.#seats) seat.end(code);
    this.hangUp();
  }

  /** Drops what somebody said and nobody has handled yet, also over connections that are gone, and hangs up. */
  silence(person: PersonId): void {
    for (const seat of this.#active)
      if (seat.member.person === person) seat.end(closeCodes.tooLarge, 'TOO_MUCH');
    this.hangUp();
  }

  /** Refuses every session. */
  refuseAll(reason: Refusal): void {
    for (const seat of this.#seats) seat.refuse(reason, 0, 'ROOM');
    this.hangUp();
  }

  /** Everybody once, however many connections they have. */
  persons(): Set<PersonId> {
    return new Set([...this.#seats].map(({ member }) => member.person));
  }

  /**
   * Ends the sessions of one person. The others notice nothing. Whoever was ended before and still
   * waits for the disk is closed without its answer.
   */
  endPerson(person: PersonId, code: CloseCode): void {
    for (const seat of this.#seats) {
      if (seat.member.person !== person) continue;
      const hasWaited = seat.isEnded;
      seat.end(code);
      if (seat.hangUp(hasWaited)) this.leave(seat);
    }
  }

  /** Sends connections that were too far behind and have drained what they lack. */
  catchUpStale(): void {
    for (const seat of this.#seats) {
      const lack = seat.catchUp();
      if (!lack) continue;
      for (const message of lack.owed) seat.add(message);
      this.tellEverybody(seat);
      seat.sendState(lack.has, this.#content);
      this.#flushOne(seat, []);
    }
    this.hangUp();
  }

  /** Stops what was going to happen by itself. */
  destroy(): void {
    this.#stopRound?.();
    this.#stopRound = undefined;
  }
}
