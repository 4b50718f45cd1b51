import { Metrics, type Results } from '../metrics.ts';
import type { LoadOptions } from '../options.ts';
import { round, sleep } from '../samples.ts';
import { seatAll } from '../seating.ts';
import { Table } from '../table.ts';

const practiceKeys = 20;
const keys = 200;
const presences = 50;
const quiet = { participants: 2, typists: 1, keysPerSecond: 0, choicesPerSecond: 0 };

/** Bytes on the wire for one keystroke and one presence, with two people and nothing else. */
export async function bytes(options: LoadOptions): Promise<Results> {
  const table = new Table(0, { ...options, ...quiet, presencePerSecond: 0 }, new Metrics());
  await seatAll([table]);
  const [author] = table.typists;
  const [writer, reader] = table.people;
  if (author === undefined || writer === undefined || reader === undefined) return {};
  table.open();
  await sleep(300);
  await repeat(practiceKeys, () => table.keystroke(author));
  const counted = () => ({
    up: writer.connection?.socket.bytesOut ?? 0,
    echo: writer.connection?.socket.bytesIn ?? 0,
    down: reader.connection?.socket.bytesIn ?? 0,
  });
  const before = counted();
  const payload = await repeat(keys, () => table.keystroke(author));
  const typed = counted();
  const presencePayload = await repeat(presences, () => table.showPresence(writer));
  const shown = counted();
  table.destroy();
  return {
    payloadPerKey: round(payload / keys, 1),
    upPerKey: round((typed.up - before.up) / keys, 1),
    echoPerKey: round((typed.echo - before.echo) / keys, 1),
    downPerKey: round((typed.down - before.down) / keys, 1),
    presencePayload: round(presencePayload / presences, 1),
    presenceUp: round((shown.up - typed.up) / presences, 1),
    presenceDown: round((shown.down - typed.down) / presences, 1),
  };
}

async function repeat(times: number, act: () => number): Promise<number> {
  let sum = 0;
  for (let i = 0; i < times; i += 1) {
    sum += act();
    await sleep(10);
  }
  await sleep(300);
  return sum;
}
