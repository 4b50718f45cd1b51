import { Meter } from '../machine.ts';
import type { Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { round, Samples, sleep } from '../samples.ts';
import { applyMs, joinForPractice, joinOnce, seedRooms } from './joining.ts';

const practiceJoins = 5;

/** Joins a room with a two-hour history, one after the other; cold: each room from storage, once. */
export async function join(options: LoadOptions): Promise<Results> {
  const { cold, joins } = options;
  const seeders = cold ? [] : await seedRooms(options, 1);
  if (cold) await joinForPractice(options, joins);
  for (let i = 0; i < practiceJoins && !cold; i += 1) {
    (await joinOnce(options, 0, { keep: true, chair: 1 })).connection.socket.close();
  }
  await sleep(500);
  const times = { sync: new Samples(), open: new Samples(), apply: new Samples() };
  let early = 0;
  let bytes = 0;
  const meter = new Meter(options.pid);
  for (let i = 0; i < joins; i += 1) {
    const joined = await joinOnce(options, cold ? i : 0, { keep: true, chair: 1 });
    times.sync.add(joined.syncMs);
    times.open.add(joined.openMs);
    times.apply.add(applyMs(joined.updates));
    early += joined.isEarly ? 1 : 0;
    bytes = joined.bytes;
    joined.connection.socket.close();
    await sleep(cold ? 60 : 40);
  }
  const metered = meter.stop();
  for (const seeder of seeders) seeder.socket.close();
  return {
    ...times.sync.summary('sync'),
    ...times.open.summary('open'),
    ...times.apply.summary('apply'),
    joins,
    bytes,
    early,
    serverCpuMsPerJoin: round((metered.serverCpuS * 1000) / joins, 3),
    ...metered,
  };
}
