import { Meter } from '../machine.ts';
import type { Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { round, Samples, sleep } from '../samples.ts';
import { joinForPractice, joinOnce, seedRooms } from './joining.ts';

/** Everybody reconnects at once; cold: right after a restart, with nobody there before them. */
export async function storm(options: LoadOptions): Promise<Results> {
  const { clients, participants, cold } = options;
  const rooms = Math.ceil(clients / participants);
  const everybody = () =>
    Promise.all(
      Array.from({ length: clients }, (_, i) =>
        joinOnce(options, i % rooms, { chair: Math.floor(i / rooms) }),
      ),
    );
  const seeders = cold ? [] : await seedRooms(options, rooms);
  if (cold) {
    await joinForPractice(options, rooms);
    await sleep(300);
  } else {
    const before = await everybody();
    await sleep(1000);
    for (const { connection } of before) connection.socket.destroy();
    await sleep(1500);
  }
  const meter = new Meter(options.pid);
  const from = performance.now();
  const joined = await everybody();
  const allSyncedMs = round(performance.now() - from, 1);
  const metered = meter.stop();
  const sync = new Samples();
  for (const { syncMs } of joined) sync.add(syncMs);
  const bytes = joined.reduce((sum, each) => sum + each.bytes, 0);
  const early = joined.filter((each) => each.isEarly).length;
  await sleep(200);
  for (const { connection } of joined) connection.socket.destroy();
  for (const seeder of seeders) seeder.socket.destroy();
  const mib = round(bytes / 1024 / 1024, 2);
  return { clients, rooms, allSyncedMs, ...sync.summary('sync'), mib, early, ...metered };
}
