import { residentMiB } from '../machine.ts';
import type { Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { round, sleep } from '../samples.ts';
import { collectGarbage, pidOf } from './idle.ts';
import { joinForPractice, joinOnce, seedRooms } from './joining.ts';

/** Fills rooms, so that a server that is restarted has something to load. */
export async function seed(options: LoadOptions): Promise<Results> {
  const from = performance.now();
  const seeders = await seedRooms(options, options.tables);
  const seedMs = Math.round(performance.now() - from);
  await sleep(options.lingerSecs * 1000);
  for (const seeder of seeders) seeder.socket.close();
  await sleep(500);
  return { rooms: options.tables, seedMs };
}

const settleMs = 1500;

/** Memory of rooms with a history, each open because one person is in it. */
export async function open(options: LoadOptions): Promise<Results> {
  const pid = pidOf(options);
  await joinForPractice(options, options.tables);
  await sleep(settleMs);
  await collectGarbage(options);
  const before = residentMiB(pid);
  const joined = [];
  for (let table = 0; table < options.tables; table += 1) {
    joined.push(await joinOnce(options, table));
  }
  await sleep(settleMs);
  await collectGarbage(options);
  const mib = residentMiB(pid) - before;
  for (const { connection } of joined) connection.socket.destroy();
  return { rooms: options.tables, mibPerRoom: round(mib / options.tables, 3) };
}
