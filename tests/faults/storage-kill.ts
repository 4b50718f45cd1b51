/**
 * Kills a process that appends, at random moments, and looks for the rows that it had been told are
 * on disk. The short form is storage-kill.test.ts.
 *
 *   node tests/faults/storage-kill.ts [--rounds 500] [--seed 1]
 */
import { openSqlite } from '@overlegtafel/db';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { anySeed, seededRandom, type Random } from '../seeded-random.ts';
import { lostRows, parseAcks, storageKeys, storageRoom } from './stored-entry.ts';

const program = fileURLToPath(new URL('./storage-writer.ts', import.meta.url));

export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly lost: number;
  /** What the check of the chain said after the last round. */
  readonly chain: string | undefined;
}

/** Starts, kills and starts again on the same data, so that every round also recovers the last. */
export async function killWriters(rounds: number, random: Random): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'storage-kill-'));
  const dataDir = join(folder, 'data');
  const ackFile = join(folder, 'acks');
  try {
    for (let round = 1; round <= rounds; round++)
      await killOne([dataDir, ackFile, '--series', `round${round}`], ackFile, random);
    const onFatal = () => undefined;
    const database = await openSqlite({ dataDir, keys: storageKeys, onFatal, writer: 'main' });
    const acks = parseAcks(readFileSync(ackFile, 'utf8'));
    const lost = await lostRows(database, acks);
    const verdict = await database.verifyRoom(storageRoom);
    await database.close();
    return { rounds, acknowledged: acks.length, lost: lost.length, chain: verdict?.kind };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killOne(args: readonly string[], ackFile: string, random: Random): Promise<void> {
  const before = lengthOf(ackFile);
  const writer = random.pick(['main', 'worker']);
  const group = String(random.pick([1, 3, 25]));
  const options = ['--rows', '1000000', '--writer', writer, '--group', group];
  const child = spawn(process.execPath, [program, ...args, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (lengthOf(ackFile) === before && child.exitCode === null) await pause(2);
  await pause(random.below(150));
  child.kill('SIGKILL');
  await ended;
  if (child.signalCode !== 'SIGKILL') throw new Error(`the writer ended by itself: ${said}`);
}

function lengthOf(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return 0;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(anySeed()) },
    },
  });
  const report = await killWriters(Number(values.rounds), seededRandom(Number(values.seed)));
  console.log(`storage kill, seed ${values.seed}: ${JSON.stringify(report)}`);
  if (report.lost > 0 || report.chain !== 'sound') process.exitCode = 1;
}
