/**
 * A process that does nothing but append and say what was acknowledged, to be killed or recorded.
 *
 *   node tests/faults/storage-writer.ts <data folder> <file for the acknowledgements> [options]
 *
 *   --rows 400              how many rows to add
 *   --group 1               how many at once
 *   --synchronous FULL      NORMAL is the deliberate mistake that the harness has to catch
 *   --writer main           or worker
 *
 * An acknowledgement is one line, `<writer> <n> <seq>`, written after the log has answered.
 */
import { openSqlite } from '@overlegtafel/db';
import { openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { storageKeys, storageRoom, storedEntry } from './stored-entry.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '400' },
    group: { type: 'string', default: '1' },
    series: { type: 'string', default: 'writer' },
    synchronous: { type: 'string', default: 'FULL' },
    writer: { type: 'string', default: 'main' },
  },
});
const [dataDir, ackFile] = positionals;
if (!dataDir || !ackFile) throw new Error('name a data folder and a file for acknowledgements');

const database = await openSqlite({
  dataDir,
  keys: storageKeys,
  synchronous: values.synchronous === 'NORMAL' ? 'NORMAL' : 'FULL',
  writer: values.writer === 'worker' ? 'worker' : 'main',
  onFatal: (error) => process.exit(error.exitCode),
});
await database.roomGate.create([{ room: storageRoom, schemaVersion: 1 }]);

const acks = openSync(ackFile, 'a');
const rows = Number(values.rows);
const group = Number(values.group);
for (let from = 1; from <= rows; from += group) {
  const count = Math.min(group, rows - from + 1);
  const entries = Array.from({ length: count }, (_, i) => storedEntry(values.series, from + i));
  const outcomes = await database.roomLog.append(entries);
  const lines = outcomes.map((outcome, i) => {
    if (outcome.kind !== 'appended') throw new Error(`row ${from + i} was ${outcome.kind}`);
    return `${values.series} ${from + i} ${outcome.seq}\n`;
  });
  writeSync(acks, lines.join(''));
}
await database.close();
