/**
 * Lets people edit over a bad network again and again, and looks whether all have the same in the end.
 *
 *   npm run converge -- [--rounds 50] [--people 20] [--seconds 20] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { anySeed } from '../seeded-random.ts';
import { converge } from './converging.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    people: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(anySeed()) },
  },
});

const people = Number(values.people);
const forMs = Number(values.seconds) * 1000;
let failures = 0;
for (let round = 0; round < Number(values.rounds); round += 1) {
  const seed = Number(values.seed) + round;
  const report = await converge({ seed, people, forMs });
  const { typed, acknowledged, documents, hashes, findings } = report;
  console.log(
    `seed ${seed}: ${typed} edits, ${acknowledged} acknowledged, ${documents} documents, ` +
      `${hashes} hashes, ${findings.length} findings; ${JSON.stringify(report.disturbed)}`,
  );
  for (const { invariant, message } of findings.slice(0, 5)) console.log(`${invariant} ${message}`);
  if (report.history !== undefined) console.log(`The history: ${report.history}`);
  if (hashes !== 1 || findings.length > 0) failures += 1;
}
process.exit(failures === 0 ? 0 : 1);
