import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { injecting, mustBe, onStage, type FaultCase } from '../fault-case.ts';
import type { Verdict } from '../history-checker.ts';
import { OwnClient } from '../own-client.ts';
import type { Stage } from '../stage.ts';

const ownOf = (stage: Stage) => stage.clients.filter((client) => client instanceof OwnClient);
const waits = (stage: Stage) => ownOf(stage).some((client) => client.waiting > 0);

const fullDisk: FaultCase = {
  number: 4,
  title: 'the disk is full, and has room again',
  needs: ['root'],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 1,
  run: ({ seed }) =>
    onSmallDisk((dataFolder) =>
      onStage({ seed, dataFolder }, async (stage) => {
        await stage.start();
        const people = await stage.seat({ count: 6, kind: 'mixed' });
        const stop = stage.keepTyping(people, 20);
        await stage.pass(500);
        const ballast = join(dataFolder, 'ballast');
        fill(ballast);
        stage.outage('the disk is full', 15_000);
        const noticed = await stage.until(
          () => ownOf(stage).some((client) => client.saving === 'TROUBLE'),
          14_000,
        );
        mustBe(noticed, 'nobody was told that saving is in trouble');
        mustBe(stage.server.isRunning, 'the server ended because the disk was full');
        rmSync(ballast);
        stop();
        mustBe(await stage.until(() => !waits(stage), 15_000), 'saving did not resume');
        return stage.finish();
      }),
    ),
};

/** Takes all the room that there is. */
function fill(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(4096));
  } catch {
    // ENOSPC: that is what it was for.
  }
}

async function onSmallDisk(use: (folder: string) => Promise<Verdict>): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-disk-'));
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', folder]);
  try {
    return await use(folder);
  } finally {
    spawnSync('umount', [folder]);
    rmdirSync(folder);
  }
}

/** Types under injected faults; starts the server again, without them, if it ended. */
async function typeUnder(stage: Stage, injections: readonly string[], ms: number) {
  await stage.start({ under: injecting(...injections) });
  const people = await stage.seat({ count: 6, kind: 'mixed' });
  stage.outage('the disk fails', ms);
  const stop = stage.keepTyping(people, 20);
  await Promise.race([stage.server.ended, stage.pass(ms)]);
  stop();
}

/** Each try fails at its first write, and the tries are further and further apart. */
const failures = 4;

const fullInCommit: FaultCase = {
  number: 5,
  title: 'no room on the disk in the middle of commits (ENOSPC)',
  needs: ['strace'],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 2,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      const from = 80 + stage.random.below(200);
      await typeUnder(stage, [`pwrite64:error=ENOSPC:when=${from}..${from + failures}`], 3000);
      if (!stage.server.isRunning) await stage.start();
      mustBe(await stage.until(() => !waits(stage), 15_000), 'saving did not resume');
      return stage.finish();
    }),
};

/** The exit code that tells the supervisor to start again and check. */
const storageFailed = 75;
/** The measurement at start takes forty. */
const syncsAtStart = 45;

const failedSync: FaultCase = {
  number: 6,
  title: 'the disk refuses a promise (EIO from fsync)',
  needs: ['strace'],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 2,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      const when = syncsAtStart + 30 + stage.random.below(60);
      await typeUnder(stage, [`fsync,fdatasync:error=EIO:when=${when}`], 6000);
      mustBe(!stage.server.isRunning, 'the server went on after a failed fsync');
      const { code } = await stage.server.ended;
      mustBe(code === storageFailed, `the server ended with ${code}, not ${storageFailed}`);
      stage.recorder.record({ kind: 'crash' });
      await stage.start();
      return stage.finish();
    }),
};

const delaysMs = [5, 30, 300];

const slowSync: FaultCase = {
  number: 7,
  title: 'every fsync takes 5, 30 or 300 ms',
  needs: ['strace'],
  proves: ['I1', 'I2', 'I3', 'I4', 'I7'],
  rounds: delaysMs.length,
  run: ({ seed, number }) =>
    onStage({ seed }, async (stage) => {
      const delayMs = delaysMs[number % delaysMs.length] ?? 5;
      await stage.start({ under: injecting(`fsync,fdatasync:delay_exit=${delayMs * 1000}`) });
      const people = await stage.seat({ count: 6, kind: 'mixed' });
      // Until everybody has had time to come in.
      await stage.pass(4500);
      const stop = stage.keepTyping(people, 100);
      await stage.pass(3000);
      stop();
      return stage.finish();
    }),
};

export const disks: readonly FaultCase[] = [fullDisk, fullInCommit, failedSync, slowSync];
