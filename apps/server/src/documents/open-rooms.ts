import { randomUUID } from 'node:crypto';
import {
  type RoomClock,
  type RoomLog,
  type RoomReport,
  type RoomRights,
  Rooms,
} from '@overlegtafel/rooms';
import type { Log } from '../log.ts';

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

/** The rooms of this process, over the log that lasts. */
export function openRooms(parts: { log: RoomLog; rights: RoomRights; lines: Log }): Rooms {
  return new Rooms({
    log: parts.log,
    rights: parts.rights,
    clock: processClock,
    newId: () => randomUUID(),
    report: (report) => {
      writeLine(parts.lines, report);
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
