import { Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { sleep } from '../samples.ts';
import { sitDown } from '../seating.ts';
import { Table } from '../table.ts';
import { measure } from './measured.ts';

/** Full tables with the mix of a meeting: one types, one chooses, all are present. */
export function warm(options: LoadOptions): Promise<Results> {
  return busy(options, ({ tables, metrics }) => measure(tables, metrics, options, options.secs));
}

interface Busy {
  readonly tables: readonly Table[];
  readonly metrics: Metrics;
}

/** Measures something while people are at all tables. */
export async function busy(
  options: LoadOptions,
  use: (at: Busy) => Promise<Results>,
): Promise<Results> {
  const metrics = new Metrics();
  const tables = Array.from({ length: options.tables }, (_, i) => new Table(i, options, metrics));
  const from = performance.now();
  await sitDown(tables);
  const connectMs = Math.round(performance.now() - from);
  for (const table of tables) table.start();
  await sleep(options.warmupSecs * 1000);
  const measured = await use({ tables, metrics });
  const drops = tables.reduce((sum, table) => sum + table.drops, 0);
  for (const table of tables) table.stop();
  await sleep(300);
  for (const table of tables) table.destroy();
  return { conns: options.tables * options.participants, connectMs, drops, ...measured };
}
