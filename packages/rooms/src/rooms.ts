import type { PersonId } from '@overlegtafel/domain';
import { closeCodes, compactionLimits, documentLimits, roomTimes } from '@overlegtafel/protocol';
import type { Refusal, RoomName } from '@overlegtafel/protocol';
import { compactHere, type Compact } from './compaction.ts';
import { inOwnVersion, ownVersions, type Versions } from './conversion.ts';
import type { Connection, Member, Session } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import type { RoomClock } from './room-clock.ts';
import type { RoomGate } from './room-gate.ts';
import type { RoomLog } from './room-log.ts';
import type { Report } from './room-report.ts';
import type { RoomRights } from './room-rights.ts';
import { LiveRoom, type RoomSurroundings } from './room.ts';
import { Seat } from './seat.ts';
import { TokenBucket } from './token-bucket.ts';
import { noted, UnnotedError, type Visit } from './visit.ts';
import { Visitor } from './visitor.ts';

/** What the rooms need of the world. */
export interface RoomsOptions {
  readonly log: RoomLog;
  readonly rights: RoomRights;
  readonly clock: RoomClock;
  /** A random text for each connection, unguessable and never the same twice. */
  readonly newId: () => string;
  readonly report: Report;
  /** Raises the version of a room that was converted. Without it older rooms are not opened. */
  readonly gate?: Pick<RoomGate, 'raiseVersion'>;
  /** Other conversions than those of this program: tests name their own. */
  readonly versions?: Versions;
  /** Where snapshots are made; here when left out. */
  readonly compact?: Compact;
}

/** A connection on its way to a room, or in it. */
interface Place {
  readonly name: RoomName;
  readonly seat: Seat;
  readonly visit: Visit;
  room: LiveRoom | undefined;
}

const looksUntilReading = roomTimes.readOnMs / roomTimes.lookMs;

/**
 * All rooms that this process has in memory. A room is loaded when the first person comes and put
 * away some time after the last has left; the map holds promises, so that everybody who comes in
 * between gets the same room.
 */
export class Rooms {
  readonly #rooms = new Map<RoomName, Promise<LiveRoom | undefined>>();
  readonly #live = new Set<LiveRoom>();
  readonly #visitors = new Map<PersonId, Visitor>();
  readonly #ready = new Set<LiveRoom>();
  readonly #options: RoomsOptions;
  readonly #around: RoomSurroundings;
  readonly #stopWatching: () => void;
  #stopLooking: (() => void) | undefined;
  #looks = 0;
  #isScheduled = false;
  #isStopped = false;

  constructor(options: RoomsOptions) {
    const { log, rights, clock, report } = options;
    this.#options = options;
    const commits = new GroupCommit(log, clock, (isSaving) => {
      this.#tellSaving(isSaving);
    });
    const compact = options.compact ?? compactHere;
    const wake = (room: LiveRoom) => {
      this.#wake(room);
    };
    const forget = (room: LiveRoom) => {
      this.#forget(room);
    };
    this.#around = { log, rights, clock, report, commits, compact, wake, forget };
    this.#stopWatching = log.watch((room) => void this.#changed(room));
    this.#lookLater();
  }

  /** How many rooms are in memory. */
  get size(): number {
    return this.#rooms.size;
  }

  /**
   * Lets somebody into a room. Messages may be handed over at once, also while the room is still
   * being read. Whoever may not be there, or asks for a room that does not exist, is closed with
   * 4404 in either case.
   *
   * @param visit puts on the record that they enter, write or are turned away; while it cannot, nobody enters
   */
  join(name: RoomName, member: Member, connection: Connection, visit: Visit): Session {
    const visitor = this.#visitor(member.person);
    const seat = this.#seat(name, member, { connection, visit });
    const place: Place = { name, seat, visit, room: undefined };
    const isInShare = visitor.enters(seat, name);
    if (this.#isStopped) seat.end(closeCodes.stopping);
    else if (visitor.isShutOut) seat.refuse('TOO_MUCH', 0, 'PERSON');
    else if (!isInShare) seat.refuse('TOO_MUCH', 0, 'ROOMS');
    void this.#enter(place).then(() => place.seat.hangUp());
    return {
      receive: (message) => {
        this.#receive(place, message);
      },
      drained: () => {
        if (place.seat.isStale) place.room?.catchUp();
      },
      left: () => {
        this.#left(place);
      },
    };
  }

  #seat(
    name: RoomName,
    member: Member,
    { connection, visit }: { readonly connection: Connection; readonly visit: Visit },
  ): Seat {
    const { clock, newId, report } = this.#options;
    const { person } = member;
    const { updatesPerSecond: perSecond, updateBurst: burst } = documentLimits;
    const bucket = new TokenBucket({ perSecond, burst }, clock.nowMs());
    const visitor = this.#visitor(person);
    const refused = (reason: Refusal, detail?: string) => {
      const about = { room: name, person, reason };
      report({ kind: 'refused', ...about, ...(detail === undefined ? {} : { detail }) });
      if (attemptsToWrite.includes(reason))
        visit.turnedAway('WRITES').catch((error: unknown) => {
          report({ kind: 'failed', room: name, what: 'line of a refusal', error });
        });
    };
    return new Seat({ member, connection, clock, id: newId(), bucket, visitor, refused, visit });
  }

  async #enter(place: Place): Promise<void> {
    const { name, seat } = place;
    try {
      await this.#entry(seat);
      const mayRead = await this.#options.rights.mayRead(seat.member.person, name);
      // Who was ended meanwhile, or had too much open, is not let in and so has not entered.
      if (!seat.isHere) return;
      if (!mayRead) await turnAway(place, 'FORBIDDEN');
      else if (await this.#open(name)) {
        // Nothing is sent before this stands. The room may go meanwhile, so it is looked for again.
        await noted(place.visit.entered());
        await this.#sitDown(place);
      } else await turnAway(place, 'UNKNOWN');
    } catch (error) {
      if (error instanceof UnknownVersionError) {
        seat.refuse('TOO_OLD', 0, 'VERSION');
        return;
      }
      this.#options.report({ kind: 'failed', room: name, what: 'join', error });
      seat.end(error instanceof UnnotedError ? closeCodes.unlogged : closeCodes.stopping);
    }
  }

  async #sitDown(place: Place): Promise<void> {
    const { name, seat } = place;
    while (seat.isHere && !place.room) {
      const room = await this.#open(name);
      if (!room) await turnAway(place, 'UNKNOWN');
      else if (room.phase.kind !== 'gone' && seat.isHere) {
        place.room = room;
        room.enter(seat);
      }
    }
  }

  /** Whoever comes too often waits. */
  async #entry({ isHere, member }: Seat): Promise<void> {
    const { clock } = this.#options;
    const waitMs = isHere ? this.#visitor(member.person).entryWaitMs(clock.nowMs()) : 0;
    if (waitMs > 0) await new Promise<void>((resolve) => void clock.setTimer(resolve, waitMs));
  }

  /** The room, loaded once however many ask. A failed load leaves no trace. */
  async #open(name: RoomName): Promise<LiveRoom | undefined> {
    const known = this.#rooms.get(name);
    const promise = known ?? this.#load(name);
    if (!known) this.#rooms.set(name, promise);
    try {
      const room = await promise;
      if (!room && this.#rooms.get(name) === promise) this.#rooms.delete(name);
      return room;
    } catch (error) {
      if (this.#rooms.get(name) === promise) this.#rooms.delete(name);
      throw error;
    }
  }

  async #load(name: RoomName): Promise<LiveRoom | undefined> {
    const { log, gate, clock, versions = ownVersions } = this.#options;
    const found = await log.read(name, 0);
    if (!found) return undefined;
    const record = await inOwnVersion(name, found, {
      log,
      gate,
      nowMs: clock.nowMs(),
      versions,
    });
    if (!record) throw new UnknownVersionError(name);
    const room = new LiveRoom(name, record, this.#around);
    this.#live.add(room);
    this.#putAwayLater(room);
    return room;
  }

  #receive({ seat, room }: Place, message: Uint8Array): void {
    if (!seat.isHere || room?.heardPresence(seat, message)) return;
    this.#keep(seat, room, message);
    if (!seat.isEnded) room?.heard(seat);
    else if (seat.hangUp()) room?.leave(seat);
  }

  /** Keeps a message until its turn, unless that is too much. */
  #keep(seat: Seat, room: LiveRoom | undefined, message: Uint8Array): void {
    if (message.length > documentLimits.frameBytes) seat.refuse('TOO_LARGE', 0, 'MESSAGE');
    else if (!seat.push(message)) overflow(seat, room);
    else if (this.#hasTooMuchWaiting(seat)) this.#shutOut(seat, room);
  }

  #left({ name, seat, room, visit }: Place): void {
    seat.leave();
    visit.left();
    this.#visitors.get(seat.member.person)?.leaves(seat, name);
    room?.leave(seat);
    if (room) this.#putAwayLater(room);
  }

  /** Rights may have changed, of this person or of anybody: those who may not stay are closed. */
  async rightsChanged(person?: PersonId): Promise<void> {
    await Promise.all([...this.#live].map((room) => room.askWhoMayStay(person)));
  }

  /** Nobody comes in any more, everybody is told to come back later. What was taken is stored. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopWatching();
    this.#stopLooking?.();
    for (const room of this.#live) room.audience.endAll(closeCodes.stopping);
    await Promise.all([...this.#live].map((room) => room.settled()));
    for (const room of this.#live) this.#forget(room);
  }

  #wake(room: LiveRoom): void {
    this.#ready.add(room);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.clock.soon(() => {
      this.#isScheduled = false;
      const ready = [...this.#ready];
      this.#ready.clear();
      for (const one of ready) one.startTurn();
      this.#around.commits.flush();
    });
  }

  #lookLater(): void {
    this.#stopLooking = this.#options.clock.setTimer(() => {
      this.#around.commits.lookAtClock();
      for (const room of this.#live) {
        room.catchUp();
        if (this.#looks % looksUntilReading === 0) room.lookAgain();
        room.rest();
        void room.askWhoMayStay();
      }
      this.#looks += 1;
      this.#forgetVisitors();
      this.#lookLater();
    }, roomTimes.lookMs);
  }

  async #changed(name: RoomName): Promise<void> {
    const room = await this.#rooms.get(name)?.catch(() => undefined);
    room?.lookAgain();
  }

  #tellSaving(isSaving: boolean): void {
    this.#options.report({ kind: 'saving', isSaving });
    for (const room of this.#live) {
      room.audience.tellSaving(isSaving);
      if (isSaving) room.retry();
    }
  }

  #putAwayLater(room: LiveRoom): void {
    this.#options.clock.setTimer(() => void this.#putAway(room), roomTimes.idleUnloadMs);
  }

  /** Whoever came in meanwhile keeps the room: looked at again right before it goes. */
  async #putAway(room: LiveRoom): Promise<void> {
    if (room.phase.kind !== 'live' || !room.audience.isEmpty) return;
    room.phase = { kind: 'draining' };
    await room.compact(compactionLimits.rowsWhenIdle);
    if (room.phase.kind !== 'draining') return;
    if (room.isAtRest) this.#forget(room);
    else {
      room.phase = { kind: 'live' };
      this.#putAwayLater(room);
    }
  }

  #forget(room: LiveRoom): void {
    if (room.phase.kind === 'gone') return;
    room.destroy();
    this.#live.delete(room);
    this.#rooms.delete(room.name);
  }

  #hasTooMuchWaiting({ member }: Seat): boolean {
    const { waitingBytes } = this.#visitor(member.person);
    return waitingBytes > documentLimits.waitingBytesPerPerson;
  }

  /** Somebody floods, over however many connections: all of theirs are closed, and new ones for a while. */
  #shutOut(seat: Seat, room: LiveRoom | undefined): void {
    if (room?.isHeldUp) {
      overflow(seat, room);
      return;
    }
    const visitor = this.#visitor(seat.member.person);
    visitor.isShutOut = true;
    this.#options.clock.setTimer(() => (visitor.isShutOut = false), documentLimits.shutOutMs);
    for (const each of visitor.seats) each.refuse('TOO_MUCH', 0, 'PERSON');
    for (const each of this.#live) each.audience.silence(seat.member.person);
  }

  #visitor(person: PersonId): Visitor {
    const known = this.#visitors.get(person);
    if (known) return known;
    const visitor = new Visitor(this.#options.clock.nowMs());
    this.#visitors.set(person, visitor);
    return visitor;
  }

  /** Whoever is gone and has used up nothing is forgotten. */
  #forgetVisitors(): void {
    const nowMs = this.#options.clock.nowMs();
    for (const [person, visitor] of this.#visitors)
      if (visitor.isForgettable(nowMs)) this.#visitors.delete(person);
  }
}

/** A room that was written by a newer program, or by none that is known. */
class UnknownVersionError extends Error {}

/** What is refused because it was not theirs to write, and not for its form or size. */
const attemptsToWrite: readonly Refusal[] = ['NO_ACCESS', 'NOT_YOURS'];

/** Tells somebody that there is no such room, once it is on the record that they asked for it. */
async function turnAway({ seat, visit }: Place, detail: 'FORBIDDEN' | 'UNKNOWN'): Promise<void> {
  await noted(visit.turnedAway('ENTERS'));
  seat.refuse('GONE', 0, detail);
}

/** Too much waits: because the storage is slow, or because somebody floods. */
function overflow(seat: Seat, room: LiveRoom | undefined): void {
  if (!room || room.isHeldUp) seat.end(closeCodes.stopping);
  else seat.refuse('TOO_MUCH', 0, 'WAITING');
}
