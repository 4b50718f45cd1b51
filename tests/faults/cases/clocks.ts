import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onStage, type FaultCase } from '../fault-case.ts';
import type { Stage } from '../stage.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Tomorrow, yesterday, a second back, the next year, and home again. */
const shifts = [dayMs, -dayMs, -1000, 366 * dayMs, 0];

/** The order is that of the log, never that of a clock. */
const jumpingClock: FaultCase = {
  number: 22,
  title: 'the clock jumps a day forward and back while people type',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4', 'I7'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      const file = join(stage.dataFolder, 'clock-shift');
      writeFileSync(file, '0');
      await stage.start({
        nodeFlags: ['--import', './tests/faults/shifted-clock.mjs'],
        env: { CLOCK_SHIFT_FILE: file },
      });
      const people = await stage.seat({ count: 6, kind: 'mixed' });
      await stage.pass(4500);
      const stop = stage.keepTyping(people, 60);
      for (const shift of shifts) await jump(stage, file, shift);
      stop();
      return stage.finish();
    }),
};

async function jump(stage: Stage, file: string, shift: number): Promise<void> {
  writeFileSync(file, String(shift));
  process.kill(stage.server.pid, 'SIGUSR2');
  await stage.pass(1500);
}

export const clocks: readonly FaultCase[] = [jumpingClock];
