/** `npm run doctor`: looks at everything that the server stands on, whether it runs or not. */
import { setTimeout as pause } from 'node:timers/promises';
import { measureFsyncMs } from '@overlegtafel/db';
import { doctor, lineOf } from './doctor.ts';
import { freeBytesIn } from './doctor-checks.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const { findings, isSound } = await doctor(process.env, process.cwd(), {
    nodeVersion: process.version,
    nowMs: () => Date.now(),
    steadyMs: () => performance.now(),
    pause,
    fsyncMs: measureFsyncMs,
    freeBytes: freeBytesIn,
  });
  process.stdout.write(`${findings.map(lineOf).join('\n')}\n`);
  process.exitCode = isSound ? 0 : 1;
});
