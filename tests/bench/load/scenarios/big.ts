import { Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { sleep } from '../samples.ts';
import { sitDown } from '../seating.ts';
import { Table } from '../table.ts';
import { measure } from './measured.ts';

const reported = [
  'deliverP50',
  'deliverP99',
  'deliverMax',
  'awareP99',
  'deliveredShare',
  'serverCpu',
  'cpuSPer1000',
  'offeredPerSec',
  'framesPerSec',
  'genElu',
  'foreignCpu',
];

const typing = { typists: 50, choicesPerSecond: 0, presencePerSecond: 0 };

/** One room of a hundred: the mix of a meeting, then keystrokes only, 250 and 1,000 a second. */
export async function big(options: LoadOptions): Promise<Results> {
  const room = { ...options, participants: options.clients };
  const mix = await phase({ ...room, typists: 5 }, 0, options.warmupSecs * 1000);
  const e250 = await phase({ ...room, ...typing, keysPerSecond: 5 }, 1, 1000);
  const e1000 = await phase({ ...room, ...typing, keysPerSecond: 20 }, 2, 1000);
  const foreignCpu = Math.max(...[mix, e250, e1000].map((one) => Number(one['foreignCpu'])));
  return {
    participants: options.clients,
    ...under('mix', mix),
    ...under('e250', e250),
    ...under('e1000', e1000),
    foreignCpu,
  };
}

async function phase(options: LoadOptions, room: number, settleMs: number): Promise<Results> {
  const metrics = new Metrics();
  const table = new Table(room, options, metrics);
  await sitDown([table]);
  table.start();
  await sleep(settleMs);
  const measured = await measure([table], metrics, options, options.secs);
  table.destroy();
  await sleep(600);
  return measured;
}

/** `deliverP50` of the phase `mix` becomes `mixDeliverP50`. */
function under(name: string, measured: Results): Results {
  return Object.fromEntries(
    reported.map((key) => [`${name}${key.charAt(0).toUpperCase()}${key.slice(1)}`, measured[key]]),
  );
}
