import { seededRandom } from '../../seeded-random.ts';
import { injecting, mustBe, onStage, type FaultCase } from '../fault-case.ts';
import type { Stage } from '../stage.ts';

/** People stay at their screens and come back by themselves. */
const killedWhileTwelveType: FaultCase = {
  number: 1,
  title: 'kill -9 at a chance moment while twelve type',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4', 'I8'],
  rounds: 3,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      await stage.start();
      const people = await stage.seat({ count: 12, kind: 'mixed' });
      people[0]?.write(stage.canary);
      const stop = stage.keepTyping(people, 60);
      await stage.pass(stage.random.below(3000));
      await stage.crash();
      await stage.start();
      await stage.pass(1000);
      stop();
      return stage.finish();
    }),
};

/** Writes to files, promises of the disk, and what goes to the browsers. */
const points = ['pwrite64', 'fsync,fdatasync', 'writev', 'write'];
/** Reaches from the first migration to well into the typing. */
const callsAtMost = 400;
const typingMs = 4000;

const killedAtEveryPoint: FaultCase = {
  number: 2,
  title: 'killed in the middle of a write, a promise of the disk or an answer',
  needs: ['strace'],
  proves: ['I1', 'I3', 'I4'],
  rounds: 8,
  run: ({ seed, number }) =>
    onStage({ seed }, async (stage) => {
      const point = points[number % points.length] ?? 'pwrite64';
      const when = 1 + seededRandom(seed).below(callsAtMost);
      await typeUntilKilled(stage, injecting(`${point}:signal=SIGKILL:when=${when}`));
      await stage.start();
      await typeFor(stage, 500);
      return stage.finish();
    }),
};

/** It may be killed before it has printed its address: then nobody typed yet. */
async function typeUntilKilled(stage: Stage, under: string[]): Promise<void> {
  try {
    await stage.start({ under });
  } catch {
    return;
  }
  const people = await stage.seat({ count: 6, kind: 'mixed' });
  const stop = stage.keepTyping(people, 20);
  await Promise.race([stage.server.ended, stage.pass(typingMs)]);
  stop();
  stage.recorder.record({ kind: 'crash' });
  if (stage.server.isRunning) await stage.server.kill9();
}

async function typeFor(stage: Stage, ms: number): Promise<void> {
  if (stage.clients.length === 0) await stage.seat({ count: 4, kind: 'mixed' });
  const stop = stage.keepTyping(stage.clients, 20);
  await stage.pass(ms);
  stop();
}

const secondsPaused = [2, 5];

const pausedServer: FaultCase = {
  number: 12,
  title: 'the server stands still for seconds (SIGSTOP)',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4', 'I7'],
  rounds: 2,
  run: ({ seed, number }) =>
    onStage({ seed }, async (stage) => {
      await stage.start();
      const people = await stage.seat({ count: 6, kind: 'mixed' });
      const stop = stage.keepTyping(people, 50);
      await stage.pass(5000);
      const pauseMs = 1000 * (secondsPaused[number % secondsPaused.length] ?? 2);
      stage.outage('the server is stopped', pauseMs);
      stage.server.pause();
      await stage.pass(pauseMs);
      stage.server.resume();
      await stage.pass(1500);
      stop();
      mustBe(stage.server.isRunning, 'the server did not come back');
      return stage.finish();
    }),
};

export const crashes: readonly FaultCase[] = [
  killedWhileTwelveType,
  killedAtEveryPoint,
  pausedServer,
];
