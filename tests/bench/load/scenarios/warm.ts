import { Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { sleep } from '../samples.ts';
import { seatAll, Table } from '../table.ts';
import { measure } from './measured.ts';

/** Full tables with the mix of a meeting: one types, one ticks boxes, all are present. */
export async function warm(options: LoadOptions): Promise<Results> {
  const metrics = new Metrics();
  const tables = Array.from({ length: options.tables }, (_, i) => new Table(i, options, metrics));
  const from = performance.now();
  await seatAll(tables);
  const connectMs = Math.round(performance.now() - from);
  for (const table of tables) table.start();
  await sleep(options.warmupSecs * 1000);
  const measured = await measure(tables, metrics, options, options.secs);
  const drops = tables.reduce((sum, table) => sum + table.drops, 0);
  for (const table of tables) table.stop();
  await sleep(300);
  for (const table of tables) table.destroy();
  return { conns: options.tables * options.participants, connectMs, drops, ...measured };
}
