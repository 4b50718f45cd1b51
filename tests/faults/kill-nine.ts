/**
 * Kills the server again and again while people type, and looks whether anything was lost.
 *
 *   npm run faults:kill -- --trials 1000 [--people 3] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { anySeed } from '../seeded-random.ts';
import { killNineTrials } from './kill-nine-trials.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '1000' },
    people: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(anySeed()) },
  },
});

const sayEvery = 50;
const seed = Number(values.seed);
console.log(`kill -9: ${values.trials} trials, seed ${seed}`);
const report = await killNineTrials({
  trials: Number(values.trials),
  people: Number(values.people),
  seed,
  onTrial: (done) => {
    if (done % sayEvery === 0) console.log(`${done} trials`);
  },
});
for (const { invariant, message } of report.findings.slice(0, 20)) {
  console.log(`${invariant} ${message}`);
}
console.log(
  `${report.trials} trials, ${report.seen} edits seen, ${report.acknowledged} acknowledged, ` +
    `${report.findings.length} findings`,
);
if (report.history !== undefined) console.log(`The history: ${report.history}`);
process.exit(report.findings.length === 0 ? 0 : 1);
