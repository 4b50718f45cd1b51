/**
 * Everything that somebody who is signed in can do to harm the others, and what came of it.
 *
 *   npm run hostile -- [--frames 100000] [--parked 20000] [--presences 100000] [--rooms 10000]
 *                      [--storm 1000] [--handshakes 5000] [--deletions 2000] [--reports 100000] [--only files]
 *                      [--seed 1]
 */
import { parseArgs } from 'node:util';
import { anySeed } from '../../seeded-random.ts';
import type { Outcome } from './attack.ts';
import { attacks, HostileRun } from './run-hostile.ts';

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '100000' },
    parked: { type: 'string', default: '20000' },
    presences: { type: 'string', default: '100000' },
    rooms: { type: 'string', default: '10000' },
    storm: { type: 'string', default: '1000' },
    handshakes: { type: 'string', default: '5000' },
    deletions: { type: 'string', default: '2000' },
    reports: { type: 'string', default: '100000' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(anySeed()) },
  },
});

const seed = Number(values.seed);
const scale = {
  mutants: Number(values.frames),
  parked: Number(values.parked),
  presences: Number(values.presences),
  roomNames: Number(values.rooms),
  storm: Number(values.storm),
  handshakes: Number(values.handshakes),
  frames: 100,
  deletions: Number(values.deletions),
  fileReports: Number(values.reports),
};

function row({ attack, happened, tookMs, peakMiB, medianMs, p99Ms, maxMs }: Outcome): string {
  const seconds = (tookMs / 1000).toFixed(1);
  return `| ${attack} | ${happened} | ${seconds} s | ${peakMiB} MiB | ${medianMs} / ${p99Ms} / ${maxMs} ms |`;
}

console.log(`hostile: seed ${seed}`);
let failures = 0;
const run = await HostileRun.open({ seed, scale });
try {
  console.log(`Nobody attacks: an honest person waits ${run.quietMaxMs} ms at most.\n`);
  console.log(
    '| Attack | What happened | Took | Memory, peak | Honest wait, median / 99 of 100 / longest |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const attack of attacks.filter(({ name }) => name.includes(values.only))) {
    try {
      console.log(row(await run.run(attack)));
    } catch (error) {
      failures += 1;
      console.log(
        `| ${attack.name} | FAILED: ${error instanceof Error ? error.message : ''} | | | |`,
      );
    }
  }
  const { grownMiB } = run;
  const { findings } = await run.finish();
  for (const { invariant, message } of findings.slice(0, 20))
    console.log(`${invariant} ${message}`);
  failures += findings.length;
  console.log(`\nMemory grew ${grownMiB} MiB in all. ${findings.length} findings.`);
} finally {
  await run.close();
}
process.exit(failures === 0 ? 0 : 1);
