import type { PersonId } from '@overlegtafel/domain';
import { readClientMessage, serverMessage, updateMessage } from '@overlegtafel/protocol';
import type { AppendOutcome, Connection, LogEntry, RoomLog } from '@overlegtafel/rooms';
import { MemoryRoomLog, type MemoryDisk } from '@overlegtafel/rooms/memory-room-log';
import type { Break, Host } from './servers.ts';
import type { ProcessClock } from './virtual-time.ts';

/** A mistake that the simulation must find, made from outside: there is no switch for it in the rooms. */
export interface Mistake {
  readonly break?: Break;
  readonly gate?: (disk: MemoryDisk) => MemoryRoomLog;
}

export const mistakes: Readonly<Record<string, Mistake>> = {
  'stores after it says so': { break: { log: laterLog } },
  'acknowledges before the commit': { break: { host: hastyAcks } },
  'shows before the commit': { break: { host: hastyShows } },
  'does not look whose client id it is': { break: { host: everybodyIsOne } },
  'takes rows after closing': { gate: (disk) => new NeverClosing(disk) },
};

/** Everything that is told is told some time before it is on disk. */
function laterLog(log: RoomLog, clock: ProcessClock): RoomLog {
  const append = async (entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> => {
    const heads = new Map<string, number>();
    for (const { room } of entries)
      if (!heads.has(room)) heads.set(room, (await log.read(room, 2 ** 40))?.head ?? 0);
    clock.setTimer(() => void log.append(entries).catch(() => {}), 30);
    return entries.map(({ room }) => {
      const seq = (heads.get(room) ?? 0) + 1;
      heads.set(room, seq);
      return { kind: 'appended', seq };
    });
  };
  return {
    append,
    read: (room, after) => log.read(room, after),
    claim: (claims) => log.claim(claims),
    saveSnapshot: (room, snapshot) => log.saveSnapshot(room, snapshot),
    watch: (listener) => log.watch(listener),
  };
}

/** Every numbered update is acknowledged on arrival. */
function hastyAcks(host: Host): Host {
  return {
    join(room, member, connection) {
      const session = host.join(room, member, connection);
      return {
        ...session,
        receive(message) {
          const read = readClientMessage(message);
          if (read?.kind === 'numbered')
            connection.send([serverMessage({ kind: 'ack', epoch: read.epoch, n: read.n, seq: 1 })]);
          session.receive(message);
        },
      };
    },
  };
}

/** Every update is relayed on arrival, and stored as well. */
function hastyShows(host: Host): Host {
  const present = new Set<Connection>();
  return {
    join(room, member, connection) {
      present.add(connection);
      const session = host.join(room, member, connection);
      return {
        ...session,
        receive(message) {
          const read = readClientMessage(message);
          if (read?.kind === 'numbered' || read?.kind === 'update')
            for (const other of present)
              if (other !== connection) other.send([updateMessage(read.update)]);
          session.receive(message);
        },
        left() {
          present.delete(connection);
          session.left();
        },
      };
    },
  };
}

/** The server takes everybody for the same person, so every client id seems to be theirs. */
function everybodyIsOne(host: Host): Host {
  return {
    join: (room, member, connection) =>
      host.join(room, { ...member, person: 'person-0' as PersonId }, connection),
  };
}

/** Says that a room is closed, and leaves it open. */
class NeverClosing extends MemoryRoomLog {
  override async close(
    heads: Parameters<MemoryRoomLog['close']>[0],
    holder: string,
  ): Promise<boolean> {
    await this.release([...heads.keys()], holder);
    return true;
  }
}
