import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { MemoryDisk, MemoryRoomLog } from '../memory-room-log.ts';
import type { RoomReport } from '../room-report.ts';
import type { RoomRights } from '../room-rights.ts';
import { Rooms, type RoomsOptions } from '../rooms.ts';
import { DisturbedLog } from './disturbed-log.ts';
import { Guest } from './guest.ts';
import { ManualClock } from './manual-clock.ts';
import { TestRecord } from './record.ts';

export const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
export const otherRoom: RoomName = 'item:bbbbbbbbbbbbbbbbbbbbbbbbbb';

/** Rooms with everything around them that a test may want to turn. */
export class Table {
  readonly clock = new ManualClock();
  readonly disk: MemoryDisk;
  readonly gate: MemoryRoomLog;
  readonly log: DisturbedLog;
  readonly reports: RoomReport[] = [];
  /** Who may not come in, or may not write. */
  readonly strangers = new Set<PersonId>();
  readonly readers = new Set<PersonId>();
  rights: RoomRights = {
    mayRead: (person) => !this.strangers.has(person),
    mayWrite: (person) => !this.readers.has(person),
  };
  /** What was put on the record. */
  readonly record = new TestRecord();
  readonly rooms: Rooms;
  #ids = 0;

  private constructor(disk: MemoryDisk, options: Partial<RoomsOptions>) {
    this.disk = disk;
    this.gate = new MemoryRoomLog(disk);
    this.log = new DisturbedLog(this.gate);
    this.rooms = new Rooms({
      log: this.log,
      gate: this.gate,
      clock: this.clock,
      rights: {
        mayRead: (person, name) => this.rights.mayRead(person, name),
        mayWrite: (person, name) => this.rights.mayWrite(person, name),
      },
      newId: () => `c${++this.#ids}.${Math.random()}`,
      report: (report) => this.reports.push(report),
      ...options,
    });
  }

  /** A table with two rooms; another process when a disk is given. */
  static async open(disk = new MemoryDisk(), options: Partial<RoomsOptions> = {}): Promise<Table> {
    const table = new Table(disk, options);
    const rooms = [room, otherRoom].map((name) => ({ room: name, schemaVersion: 1 }));
    await table.gate.create(rooms);
    return table;
  }

  /** Somebody who is in the room and has its content. */
  async seat(person: string, options: { name?: RoomName; guest?: Guest } = {}): Promise<Guest> {
    const guest = this.join(person, options);
    guest.greet();
    await this.clock.settle();
    return guest;
  }

  /** Somebody who knocks; nothing has happened yet. */
  join(
    person: string,
    { name = room, guest = new Guest(person) }: { name?: RoomName; guest?: Guest } = {},
  ): Guest {
    const member = {
      person: guest.person,
      name: `Naam ${person}`,
      organisation: 'VT',
      role: 'chair',
    };
    const visit = this.record.visit(guest.person, name);
    guest.joined(this.rooms.join(name, member, guest, visit));
    return guest;
  }

  /** Closes the room as the closing of a meeting does. */
  async close(name: RoomName = room): Promise<void> {
    const nowMs = this.clock.nowMs();
    const held = await this.gate.hold([name], { holder: 'h', nowMs, untilMs: nowMs + 10_000 });
    if (held.kind === 'held') await this.gate.close(held.heads, 'h');
  }
}
