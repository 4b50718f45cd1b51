import { Meter } from '../machine.ts';
import { results, type Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { sleep } from '../samples.ts';
import type { Table } from '../table.ts';

export function bytesInOf(tables: readonly Table[]): number {
  return tables.reduce((sum, table) => sum + table.traffic().bytesIn, 0);
}

function eventsOf(tables: readonly Table[]): number {
  return tables.reduce((sum, { beside }) => sum + beside.events, 0);
}

/** Measures tables that are already busy, for so many seconds. */
export async function measure(
  tables: readonly Table[],
  metrics: Metrics,
  options: LoadOptions,
  secs: number,
): Promise<Results> {
  metrics.restart();
  const before = bytesInOf(tables);
  const told = eventsOf(tables);
  const meter = new Meter(options.pid);
  await sleep(secs * 1000);
  const measured = results(metrics, meter, options, bytesInOf(tables) - before);
  metrics.isOn = false;
  return { ...measured, liveEventsPerSec: Math.round((eventsOf(tables) - told) / secs) };
}
