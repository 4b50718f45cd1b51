/** One scenario with one server, fresh from an empty folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureFsyncMs } from '@overlegtafel/db';
import { machineBusy } from '../load/machine.ts';
import { round, sleep } from '../load/samples.ts';
import type { Case } from './matrix.ts';
import type { Peer } from './peers.ts';
import { generate, MeasuredServer } from './processes.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Hocuspocus writes two seconds after the last edit. */
const storesWithinSecs = 3;

export async function measure(kase: Case, peer: Peer, history: string): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-bench-'));
  try {
    await peer.prepare?.(folder, kase);
    const seeding = kase.seeded === undefined ? {} : await seed(kase, peer, { folder, history });
    const fsync = { fsyncMs: round(measureFsyncMs(folder), 3) };
    const measured = await withServer(kase, peer, folder, (flags) =>
      generate([...flags, ...kase.flags, ...historyFlags(kase, history)]),
    );
    return { ...measured, ...seeding, ...fsync, load: round(loadavg()[0] ?? 0, 2) };
  } catch (error) {
    return { label: peer.name, error: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seed(kase: Case, peer: Peer, place: { folder: string; history: string }) {
  const tables = ['--tables', String(kase.seeded), '--linger', String(storesWithinSecs)];
  const seeded = await withServer(kase, peer, place.folder, (flags) =>
    generate([...flags, '--scenario', 'seed', ...tables, '--history', place.history]),
  );
  const { error } = seeded;
  if (typeof error === 'string') throw new Error(`seeding: ${error}`);
  return { seedMs: seeded['seedMs'] };
}

async function withServer(
  kase: Case,
  peer: Peer,
  folder: string,
  use: (flags: string[]) => Promise<Row>,
): Promise<Row> {
  const server = await MeasuredServer.start(peer, folder, kase.slowFsyncMicros);
  try {
    const { port, pid } = server;
    const row = await use([
      ...['--label', peer.name, '--protocol', peer.protocol],
      ...['--url', peer.url.replace('{port}', String(port)), '--pid', String(pid)],
      ...((await peer.flags?.({ folder, port })) ?? []),
    ]);
    return row['error'] === undefined ? row : { ...row, serverSaid: server.output };
  } finally {
    await server.stop();
  }
}

function historyFlags(kase: Case, history: string): string[] {
  return kase.usesHistory === true ? ['--history', history] : [];
}

/** Waits, not too long, until the others on this machine are quiet. */
export async function waitForQuiet(seconds: number, cores: number): Promise<void> {
  for (let waited = 0; waited < seconds; waited += 1) {
    const before = machineBusy();
    await sleep(1000);
    const after = machineBusy();
    if (after.busy - before.busy + after.stolen - before.stolen < cores) return;
  }
}
