import { Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { sleep } from '../samples.ts';
import { sitDown } from '../seating.ts';
import { Table } from '../table.ts';
import { measure } from './measured.ts';

/** A step is good when edits come in time and nearly all of them come. */
const shareThatMustArrive = 0.97;
const badStepsUntilFull = 2;
const settleMs = 1500;

/** Adds tables until the p99 from edit to screen passes the limit; the last good step counts. */
export async function ramp(options: LoadOptions): Promise<Results> {
  const metrics = new Metrics();
  const tables: Table[] = [];
  const steps: Results[] = [];
  let good: Results | undefined;
  for (let bad = 0; tables.length < options.maxTables && bad < badStepsUntilFull;) {
    await addTables(tables, options, metrics);
    const measured = await measure(tables, metrics, options, options.stepSecs);
    const step = {
      tables: tables.length,
      conns: tables.length * options.participants,
      ...measured,
    };
    steps.push(step);
    console.error(JSON.stringify(step));
    if (isGood(measured, options)) {
      good = step;
      bad = 0;
    } else bad += 1;
  }
  for (const table of tables) table.destroy();
  return summary(good ?? {}, steps);
}

function summary(good: Results, steps: readonly Results[]): Results {
  return {
    maxConns: good['conns'] ?? 0,
    capDeliveriesPerSec: good['offeredPerSec'] ?? 0,
    capCpu: good['serverCpu'],
    capGenElu: good['genElu'],
    foreignCpu: Math.max(...steps.map((step) => Number(step['foreignCpu']))),
    steps: steps.map(({ conns, deliverP50, deliverP99, genElu }) => ({
      conns,
      deliverP50,
      deliverP99,
      genElu,
    })),
  };
}

async function addTables(tables: Table[], options: LoadOptions, metrics: Metrics): Promise<void> {
  const added = Array.from(
    { length: options.step },
    (_, i) => new Table(tables.length + i, options, metrics),
  );
  await sitDown(added);
  for (const table of added) table.start();
  tables.push(...added);
  await sleep(settleMs);
}

function isGood(measured: Results, options: LoadOptions): boolean {
  return (
    Number(measured['deliverP99']) <= options.limitP99Ms &&
    Number(measured['deliveredShare']) > shareThatMustArrive
  );
}
