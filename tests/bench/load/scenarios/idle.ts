import { Meter, residentMiB } from '../machine.ts';
import { Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { round, sleep } from '../samples.ts';
import { seatAll } from '../seating.ts';
import { Table } from '../table.ts';

const settleMs = 2500;
const collectMs = 1200;
const watchMs = 4000;

/** Memory of connections that say who they are and then nothing. */
export async function idle(options: LoadOptions): Promise<Results> {
  const pid = pidOf(options);
  const metrics = new Metrics();
  const count = Math.ceil(options.clients / options.participants);
  // The first table goes before the count: it makes the server load what it loads late.
  const first = new Table(count, options, metrics);
  await seatAll([first]);
  await sleep(settleMs);
  await collectGarbage(options);
  const before = residentMiB(pid);
  const tables = Array.from({ length: count }, (_, i) => new Table(i, options, metrics));
  await seatAll(tables, 32);
  for (const table of tables) for (const person of table.people) table.showPresence(person);
  await sleep(settleMs);
  const untidied = residentMiB(pid);
  await collectGarbage(options);
  const after = residentMiB(pid);
  const meter = new Meter(pid);
  await sleep(watchMs);
  const { serverCpu, foreignCpu } = meter.stop();
  for (const table of [...tables, first]) table.destroy();
  const conns = count * options.participants;
  const kibEach = (mib: number) => round(((mib - before) * 1024) / conns, 2);
  return {
    conns,
    rooms: count,
    rssBefore: round(before, 1),
    rssAfter: round(after, 1),
    kibPerConn: kibEach(after),
    kibPerConnNoGc: kibEach(untidied),
    idleCpu: serverCpu,
    foreignCpu,
  };
}

export function pidOf(options: LoadOptions): number {
  if (options.pid === undefined) throw new Error('memory is measured of a process: give --pid');
  return options.pid;
}

export async function collectGarbage(options: LoadOptions): Promise<void> {
  if (options.gcSignal === undefined) return;
  process.kill(pidOf(options), options.gcSignal);
  await sleep(collectMs);
}
