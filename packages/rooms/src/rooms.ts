import type { PersonId } from '@overlegtafel/domain';
import { closeCodes, compactionLimits, documentLimits, roomTimes } from '@overlegtafel/protocol';
import type { RoomName } from '@overlegtafel/protocol';
import { compactHere, type Compact } from './compaction.ts';
import { inOwnVersion, ownVersions, type Versions } from './conversion.ts';
import type { Connection, Member, Session } from './connection.ts';
import { Entrance, type Place, UnknownVersionError } from './entrance.ts';
import { GroupCommit } from './group-commit.ts';
import type { RoomClock } from './room-clock.ts';
import type { RoomGate } from './room-gate.ts';
import type { RoomLog } from './room-log.ts';
import type { Report } from './room-report.ts';
import type { RoomRights } from './room-rights.ts';
import { LiveRoom, type RoomSurroundings } from './room.ts';
import { Rounds } from './rounds.ts';
import type { Seat } from './seat.ts';
import type { Visit } from './visit.ts';
import { Visitors } from './visitors.ts';
import { endAllWhoMayNotStay, endWhoMayNotStay } from './who-may-stay.ts';

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

const roundsUntilReading = roomTimes.readOnMs / roomTimes.lookMs;
const sliceMs = roomTimes.lookMs / roomTimes.lookSlices;

/**
 * All rooms that this process has in memory. A room is loaded when the first person comes and put
 * away some time after the last has left; the map holds promises, so that everybody who comes in
 * between gets the same room.
 */
export class Rooms {
  readonly #rooms = new Map<RoomName, Promise<LiveRoom | undefined>>();
  readonly #live = new Set<LiveRoom>();
  readonly #visitors: Visitors;
  readonly #entrance: Entrance;
  readonly #rounds = new Rounds<LiveRoom>(roomTimes.lookSlices);
  readonly #ready = new Set<LiveRoom>();
  readonly #options: RoomsOptions;
  readonly #around: RoomSurroundings;
  readonly #stopWatching: () => void;
  #stopLooking: (() => void) | undefined;
  /** When the slice is due whose turn it is. */
  #dueMs: number;
  #isScheduled = false;
  #isStopped = false;

  constructor(options: RoomsOptions) {
    const { log, rights, clock, report, newId } = options;
    this.#options = options;
    this.#visitors = new Visitors(clock);
    const open = (name: RoomName) => this.#open(name);
    this.#entrance = new Entrance({ rights, clock, newId, report, visitors: this.#visitors, open });
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
    this.#dueMs = clock.nowMs() + sliceMs;
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
    const visitor = this.#visitors.of(member.person);
    const place = this.#entrance.place(name, member, { connection, visit });
    const { seat } = place;
    const isInShare = visitor.enters(seat, name);
    if (this.#isStopped) seat.end(closeCodes.stopping);
    else if (visitor.isShutOut) seat.refuse('TOO_MUCH', 0, 'PERSON');
    else if (!isInShare) seat.refuse('TOO_MUCH', 0, 'ROOMS');
    void this.#entrance.enter(place).then(() => seat.hangUp());
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
    this.#rounds.add(room);
    this.#lookLater();
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
    else if (this.#visitors.hasTooMuchWaiting(seat.member.person)) this.#shutOut(seat, room);
  }

  #left({ name, seat, room, visit }: Place): void {
    seat.leave();
    visit.left();
    this.#visitors.of(seat.member.person).leaves(seat, name);
    room?.leave(seat);
    if (room) this.#putAwayLater(room);
  }

  /** Rights may have changed, of this person or of anybody: those who may not stay are closed. */
  async rightsChanged(person?: PersonId): Promise<void> {
    await endAllWhoMayNotStay(this.#live, this.#options, person);
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

  /** Looks at everything once a second: at a slice of the rooms, then at the next one in which there are any. */
  #lookLater(): void {
    const { clock } = this.#options;
    this.#stopLooking?.();
    if (this.#isStopped) return;
    const skipped = this.#rounds.emptyAhead;
    const dueMs = this.#dueMs + skipped * sliceMs;
    // Clocks jump: nothing is ever waited for longer than a round.
    const afterMs = Math.min(Math.max(dueMs - clock.nowMs(), 0), roomTimes.lookMs);
    this.#stopLooking = clock.setTimer(() => {
      const nowMs = clock.nowMs();
      // What came late makes the next come sooner.
      this.#dueMs = Math.min(Math.max(dueMs + sliceMs, nowMs), nowMs + sliceMs);
      this.#look(this.#rounds.next(skipped));
      this.#lookLater();
    }, afterMs);
  }

  #look({ slice, round, isLast }: ReturnType<Rounds<LiveRoom>['next']>): void {
    this.#around.commits.lookAtClock();
    for (const room of slice) {
      room.catchUp();
      if (round % roundsUntilReading === 0) room.lookAgain();
      room.rest();
    }
    void endWhoMayNotStay(slice, this.#options.rights);
    if (isLast) this.#visitors.forget();
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
    this.#rounds.delete(room);
    this.#rooms.delete(room.name);
  }

  /** Somebody floods, over however many connections: all of theirs are closed, and new ones for a while. */
  #shutOut(seat: Seat, room: LiveRoom | undefined): void {
    if (room?.isHeldUp) {
      overflow(seat, room);
      return;
    }
    this.#visitors.shutOut(seat.member.person);
    for (const each of this.#live) each.audience.silence(seat.member.person);
  }
}

/** Too much waits: because the storage is slow, or because somebody floods. */
function overflow(seat: Seat, room: LiveRoom | undefined): void {
  if (!room || room.isHeldUp) seat.end(closeCodes.stopping);
  else seat.refuse('TOO_MUCH', 0, 'WAITING');
}
