/**
 * Where the commit runs: how long an append takes, and how long the thread that serves people is
 * stopped by it, on the main thread and in a worker. The outcome stands in
 * docs/decisions/0030-where-the-commit-runs.md.
 *
 *   node tests/bench/commit-place.ts [--seconds 5] [--rate 165]
 *
 * A slow disk, by delaying every fsync:
 *
 *   strace -f -qq -o /dev/null --seccomp-bpf -e trace=fsync -e inject=fsync:delay_exit=4000 \
 *     node tests/bench/commit-place.ts
 */
import { measureFsyncMs, openSqlite, type Writer } from '@overlegtafel/db';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { storageKeys, storageRoom, storedEntry } from '../faults/stored-entry.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rate: { type: 'string', default: '165,1000,6000' },
  },
});
const tickMs = 2;

/** Offers updates at a steady rate, a few at a time, as sockets do. */
async function measure(writer: Writer, perSecond: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'commit-place-'));
  const onFatal = (error: Error) => {
    throw error;
  };
  const database = await openSqlite({ dataDir, keys: storageKeys, writer, onFatal });
  await database.roomGate.create([{ room: storageRoom, schemaVersion: 1 }]);
  const taken: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const endMs = Number(values.seconds) * 1_000;
  const waiting = new Set<Promise<void>>();
  delay.enable();
  for (let n = 1; performance.now() - start < endMs;) {
    const due = ((performance.now() - start) / 1_000) * perSecond;
    for (; n <= due; n++) {
      const asked = performance.now();
      const done = database.roomLog
        .append([storedEntry('bench', n)])
        .then(() => void taken.push(performance.now() - asked));
      waiting.add(done);
      void done.finally(() => waiting.delete(done));
    }
    await pause(tickMs);
  }
  await Promise.all(waiting);
  delay.disable();
  const cpu = process.cpuUsage(cpuBefore);
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  console.log(
    `${writer.padEnd(6)} ${String(perSecond).padStart(5)}/s: append p50 ${at(0.5)}, p99 ${at(0.99)} ms; ` +
      `loop stopped p50 ${ms(delay.percentile(50))}, p99 ${ms(delay.percentile(99))}, max ${ms(delay.max)} ms; ` +
      `CPU ${((cpu.user + cpu.system) / 1_000 / sorted.length).toFixed(3)} ms each`,
  );
}

const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);

console.log(`fsync: ${measureFsyncMs(tmpdir()).toFixed(3)} ms (median)`);
for (const rate of values.rate.split(',').map(Number))
  for (const writer of ['main', 'worker'] as const) await measure(writer, rate);
