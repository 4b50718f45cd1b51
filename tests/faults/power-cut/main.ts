/**
 * Cuts the power in recordings of the writer, as the long form of power-cut.test.ts.
 *
 *   node tests/faults/power-cut/main.ts [--cuts 1000] [--rows 400] [--seed 1]
 *
 * Fails when FULL lost an acknowledged row or did not start, and when NORMAL lost nothing: then the
 * harness would not see a mistake. Needs strace.
 */
import { parseArgs } from 'node:util';
import { anySeed, seededRandom } from '../../seeded-random.ts';
import { canRecord, recordWriter, type WriterOptions } from './recording.ts';
import { cutPower, type CutReport } from './replay.ts';

const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '1000' },
    rows: { type: 'string', default: '400' },
    seed: { type: 'string', default: String(anySeed()) },
  },
});
const seed = Number(values.seed);
const rows = Number(values.rows);

const variants: readonly WriterOptions[] = [
  { rows, synchronous: 'FULL', writer: 'main' },
  { rows, synchronous: 'FULL', writer: 'worker' },
  { rows, synchronous: 'NORMAL', writer: 'main' },
];

function isAsItShould({ synchronous }: WriterOptions, report: CutReport): boolean {
  const isUnharmed = report.cutsWithLoss === 0 && report.unreadable.length === 0;
  return synchronous === 'FULL' ? isUnharmed : report.cutsWithLoss > 0;
}

if (!canRecord()) {
  console.log('power cut: not run, because strace is missing here');
  process.exit(0);
}
console.log(`power cut, seed ${seed}`);
for (const variant of variants) {
  const events = recordWriter(variant);
  const syncs = events.filter(({ kind }) => kind === 'sync').length;
  const report = await cutPower(events, Number(values.cuts), seededRandom(seed));
  const isRight = isAsItShould(variant, report);
  console.log(
    `${variant.synchronous} on ${variant.writer}: ${report.acknowledged} rows acknowledged, ` +
      `${syncs} syncs, ${report.cutsWithLoss} of ${report.cuts} cuts lost acknowledged rows ` +
      `(${report.rowsLost} in all, at most ${report.mostLost}), ` +
      `${report.unreadable.length} did not start: ${isRight ? 'as it should be' : 'WRONG'}`,
  );
  for (const why of new Set(report.unreadable)) console.log(`  ${why}`);
  if (!isRight) process.exitCode = 1;
}
