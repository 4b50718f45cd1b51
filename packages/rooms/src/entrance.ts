import { closeCodes, documentLimits, type Refusal, type RoomName } from '@overlegtafel/protocol';
import type { Connection, Member } from './connection.ts';
import type { RoomClock } from './room-clock.ts';
import type { Report } from './room-report.ts';
import type { RoomRights } from './room-rights.ts';
import type { LiveRoom } from './room.ts';
import { Seat } from './seat.ts';
import { TokenBucket } from './token-bucket.ts';
import { noted, UnnotedError, type Visit } from './visit.ts';
import type { Visitors } from './visitors.ts';

/** A connection on its way to a room, or in it. */
export interface Place {
  readonly name: RoomName;
  readonly seat: Seat;
  readonly visit: Visit;
  room: LiveRoom | undefined;
}

/** What entering needs. */
export interface EntranceParts {
  readonly rights: RoomRights;
  readonly clock: RoomClock;
  readonly newId: () => string;
  readonly report: Report;
  readonly visitors: Visitors;
  /** The room, when there is one. */
  readonly open: (name: RoomName) => Promise<LiveRoom | undefined>;
}

/** A room that was written by a newer program, or by none that is known. */
export class UnknownVersionError extends Error {}

/** More than it takes to find out that a room is there and not theirs. */
const equalStepMs = 50;

/** What is refused because it was not theirs to write, and not for its form or size. */
const attemptsToWrite: readonly Refusal[] = ['NO_ACCESS', 'NOT_YOURS'];

/** The way from a connection to its place in a room. */
export class Entrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /** A place for a connection that has not come in yet. */
  place(
    name: RoomName,
    member: Member,
    { connection, visit }: { readonly connection: Connection; readonly visit: Visit },
  ): Place {
    const { clock, newId, report, visitors } = this.#parts;
    const { person } = member;
    const { updatesPerSecond: perSecond, updateBurst: burst } = documentLimits;
    const bucket = new TokenBucket({ perSecond, burst }, clock.nowMs());
    const visitor = visitors.of(person);
    const refused = (reason: Refusal, detail?: string) => {
      const about = { room: name, person, reason };
      report({ kind: 'refused', ...about, ...(detail === undefined ? {} : { detail }) });
      if (attemptsToWrite.includes(reason))
        visit.turnedAway('WRITES').catch((error: unknown) => {
          report({ kind: 'failed', room: name, what: 'line of a refusal', error });
        });
    };
    const parts = { member, connection, clock, id: newId(), bucket, visitor, refused, visit };
    return { name, seat: new Seat(parts), visit, room: undefined };
  }

  /** Lets somebody in, or ends their session when they may not be there. */
  async enter(place: Place): Promise<void> {
    const { name, seat } = place;
    const { rights, open, report, clock } = this.#parts;
    try {
      await this.#entry(seat);
      const cameMs = clock.nowMs();
      const mayRead = await rights.mayRead(seat.member.person, name);
      // Who was ended meanwhile, or had too much open, is not let in and so has not entered.
      if (!seat.isHere) return;
      if (!mayRead) await this.#turnAway(place, 'FORBIDDEN', cameMs);
      else if (await open(name)) {
        // Nothing is sent before this stands. The room may go meanwhile, so it is looked for again.
        await noted(place.visit.entered());
        await this.#sitDown(place, cameMs);
      } else await this.#turnAway(place, 'UNKNOWN', cameMs);
    } catch (error) {
      if (error instanceof UnknownVersionError) {
        seat.refuse('TOO_OLD', 0, 'VERSION');
        return;
      }
      report({ kind: 'failed', room: name, what: 'join', error });
      seat.end(error instanceof UnnotedError ? closeCodes.unlogged : closeCodes.stopping);
    }
  }

  async #sitDown(place: Place, cameMs: number): Promise<void> {
    const { name, seat } = place;
    while (seat.isHere && !place.room) {
      const room = await this.#parts.open(name);
      if (!room) await this.#turnAway(place, 'UNKNOWN', cameMs);
      else if (room.phase.kind !== 'gone' && seat.isHere) {
        place.room = room;
        room.enter(seat);
      }
    }
  }

  /** Whoever comes too often waits. */
  async #entry({ isHere, member }: Seat): Promise<void> {
    const { clock, visitors } = this.#parts;
    const waitMs = isHere ? visitors.of(member.person).entryWaitMs(clock.nowMs()) : 0;
    if (waitMs > 0) await new Promise<void>((resolve) => void clock.setTimer(resolve, waitMs));
  }

  /**
   * RM31: tells somebody that there is no such room, once it is on the record that they asked for it, and a whole number
   * of steps after they came: finding out that a room is there and not theirs takes longer than that there is none.
   */
  async #turnAway(
    { seat, visit }: Place,
    detail: 'FORBIDDEN' | 'UNKNOWN',
    cameMs: number,
  ): Promise<void> {
    const { clock } = this.#parts;
    await noted(visit.turnedAway('ENTERS'));
    const tookMs = Math.max(clock.nowMs() - cameMs, 0);
    const restMs = equalStepMs - (tookMs % equalStepMs);
    await new Promise<void>((resolve) => void clock.setTimer(resolve, restMs));
    seat.refuse('GONE', 0, detail);
  }
}
