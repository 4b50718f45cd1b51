import { randomUUID } from 'node:crypto';
import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import {
  type RoomClock,
  type RoomGate,
  type RoomLog,
  type RoomReport,
  type RoomRights,
  Rooms,
} from '@overlegtafel/rooms';
import type { Log } from '../log.ts';
import { compactApart } from './compact-apart.ts';

/** Time and turns as the event loop of this process has them. */
const processClock: RoomClock = {
  nowMs: () => Date.now(),
  setTimer(run, afterMs) {
    const timer = setTimeout(run, afterMs);
    return () => {
      clearTimeout(timer);
    };
  },
  soon(run) {
    setImmediate(run);
  },
};

/** Who else wants to hear of rooms: the live connections. */
interface RoomNews {
  claimed(room: RoomName, clientId: number, person: PersonId): void;
  saving(isSaving: boolean): void;
}

/** The rooms of this process, over the log that lasts. */
export function openRooms(parts: {
  log: RoomLog;
  gate: Pick<RoomGate, 'raiseVersion'>;
  rights: RoomRights;
  lines: Log;
  wire: RoomNews;
  clock?: RoomClock;
}): Rooms {
  return new Rooms({
    log: parts.log,
    gate: parts.gate,
    rights: parts.rights,
    clock: parts.clock ?? processClock,
    compact: compactApart,
    newId: () => randomUUID(),
    report: (report) => {
      writeLine(parts.lines, report);
      if (report.kind === 'saving') parts.wire.saving(report.isSaving);
      if (report.kind === 'claimed')
        parts.wire.claimed(report.room, report.clientId, report.person);
    },
  });
}

/** Every refusal has a line, with its reason and without anything that was written. */
function writeLine(lines: Log, report: RoomReport): void {
  switch (report.kind) {
    case 'refused':
      lines.event('document refused', {
        room: report.room,
        person: report.person,
        reason: report.reason,
        detail: report.detail,
      });
      break;
    case 'saving':
      lines.event(report.isSaving ? 'saving is fine again' : 'saving is in trouble', {});
      break;
    case 'failed':
      lines.failure(`room ${report.what}`, report.error);
      break;
    case 'claimed':
      break;
  }
}
