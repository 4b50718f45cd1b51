import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createMeetingDocument } from '@overlegtafel/documents';
import type { Instant } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { LogEntry, RoomLog } from '@overlegtafel/rooms';
import type { World } from '@overlegtafel/usecases';
import { StartupProblem } from '../../startup-problem.ts';
import { peopleRows, practiceTable } from './people-rows.ts';
import { playEarlier } from './play-earlier.ts';
import { playKnown } from './play-known.ts';
import { playThisWeek } from './play-this-week.ts';
import { PracticeDays } from './practice-days.ts';
import { PracticeStage } from './practice-stage.ts';

/** Where the practice week is put. */
export interface PracticePlace {
  readonly world: Pick<World, 'stores' | 'ledger' | 'rooms' | 'now'>;
  readonly log: Pick<RoomLog, 'claim' | 'append'>;
}

/** Who puts the week there closes this room in the same commit: of two that start at once, one does. */
const door: RoomName = 'meeting:oefenweek';
const doorHeldMs = 30_000;
const lookAgainMs = 100;
const patienceMs = 60_000;
const daysBeforeFirst = 30;

/**
 * ID16: puts the practice week in a database that is empty, whole or not at all, once. A database that has it stays as
 * it is, whatever became of it.
 *
 * @throws {StartupProblem} when the database holds something else
 */
export async function seedPractice(place: PracticePlace): Promise<void> {
  const { rooms, now } = place.world;
  await rooms.prepare([{ room: door, firstUpdate: createMeetingDocument({ items: [] }) }]);
  const patientUntil = now() + patienceMs;
  while (!(await isSeeded(place))) {
    const holder = randomBytes(16).toString('hex');
    const held = await rooms.hold([door], holder, now(), now() + doorHeldMs);
    if (held.kind === 'HELD' && (await putWeek(place, { holder, heads: held.heads }))) return;
    if (now() > patientUntil) throw new Error('another process does not finish the practice week');
    await wait(lookAgainMs);
  }
}

/** ID15: a server for real work does not start on practice data. */
export async function refusePracticeData({ stores }: Pick<World, 'stores'>): Promise<void> {
  const [found] = await stores.tables([practiceTable]);
  if (found)
    throw new StartupProblem(
      'In deze database staat de oefentafel met verzonnen gegevens. Geef een lege database (DATA_DIR of DATABASE_URL), of start met OVERLEGTAFEL_MODE=practice.',
    );
}

async function isSeeded({ world: { stores } }: PracticePlace): Promise<boolean> {
  const [[table], organisations] = await Promise.all([
    stores.tables([practiceTable]),
    stores.organisations(),
  ]);
  if (!table && organisations.length > 0)
    throw new StartupProblem(
      'In deze database staan gegevens van een echte tafel. Oefenen kan daar niet: geef een lege database (DATA_DIR of DATABASE_URL), of start met OVERLEGTAFEL_MODE=production.',
    );
  return table !== undefined;
}

interface DoorHeld {
  readonly holder: string;
  readonly heads: ReadonlyMap<RoomName, number>;
}

/** True when it is there now; false when somebody was first. */
async function putWeek({ world, log }: PracticePlace, door: DoorHeld): Promise<boolean> {
  const { rooms, changes, lines } = await playPractice(world.now());
  await world.rooms.prepare(rooms.prepared);
  await storeWriting(rooms.written, log);
  const closed = rooms.prepared.map(({ room }) => room).filter((room) => rooms.isClosed(room));
  const now = world.now();
  const held = await world.rooms.hold(closed, door.holder, now, now + doorHeldMs);
  if (held.kind === 'REFUSED') return false;
  const heads = new Map([...door.heads, ...held.heads]);
  const guards = [{ kind: 'ROOMS_AT', heads, holder: door.holder } as const];
  return (await world.ledger.commit({ guards, changes, lines })).kind === 'STORED';
}

async function storeWriting(
  written: readonly LogEntry[],
  log: PracticePlace['log'],
): Promise<void> {
  const claims = written.flatMap(({ room, person, clientIds }) =>
    clientIds.map((clientId) => ({ room, clientId, person })),
  );
  await log.claim(claims);
  const outcomes = await log.append(written);
  if (outcomes.some(({ kind }) => kind !== 'appended'))
    throw new Error('the documents of the practice week were not stored');
}

/** Plays the practice weeks in memory, up to this moment. */
export async function playPractice(now: Instant): Promise<PracticeStage> {
  const days = new PracticeDays(now);
  const since = days.at(daysBeforeFirst, '09:00');
  const stage = new PracticeStage(since);
  await stage.put(peopleRows(since));
  const known = await playKnown(stage, days);
  const meeting = await playEarlier(stage, days);
  await playThisWeek({ meeting, known }, stage, days);
  return stage;
}
