import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { press, readMeeting } from './support/at-table.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
/** The server asks its own clock whether the chair has been gone for a minute. */
const shiftedClock = pathOf('../faults/shifted-clock.mjs');
const program = pathOf('../../apps/server/src/main.ts');
/** A line that nobody closed is missed by its pings: 25 and 20 seconds after the last sign of life. */
const untilMissed = { timeout: 90_000 };
const minuteMs = 60_000;
const secondMs = 1_000;

let journey: Journey;
let server: RunningServer;
let proxy: Proxy;
let folder: string;
let shiftFile: string;
let chair: Comer;
let deputy: Comer;
let police: Comer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-clock-'));
  shiftFile = join(folder, 'shift');
  journey = await Journey.begin(async () => {
    server = await startServer({
      command: [process.execPath, '--import', shiftedClock, program],
      settings: { CLOCK_SHIFT_FILE: shiftFile },
    });
    return server;
  });
  proxy = await startProxy({ target: journey.address });
  chair = await journey.come('chair', proxy.url);
  deputy = await journey.come('deputy-chair');
  police = await journey.come('police');
  for (const { page } of [deputy, police]) await page.clock.install();
});

afterAll(async () => {
  await journey?.end();
  await proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

async function aMinuteLater(): Promise<void> {
  await writeFile(shiftFile, String(minuteMs));
  process.kill(server.pid, 'SIGUSR2');
  for (const { page } of [deputy, police]) await page.clock.runFor(minuteMs + secondMs);
}

it('TL6, TL70, TL71 the chair is gone: after a minute a deputy takes over, and the old chair sees who chairs', async () => {
  await journey.discuss('Esdoorn', chair, deputy, police);
  const here = (seat: Comer, count: number) =>
    seat.page.getByRole('button', { name: new RegExp(`^${count} aan tafel`) }).waitFor(untilMissed);
  for (const seat of [deputy, police]) await here(seat, 3);

  await chair.context.setOffline(true);
  // What was being connected at that moment does not come through either.
  proxy.change({ swallow: true });
  proxy.cut();
  await here(deputy, 2);
  await here(police, 2);
  expect(await deputy.page.getByText('De voorzitter is weg.').count()).toBe(0);
  await aMinuteLater();
  for (const { page } of [deputy, police])
    await page.getByText('De voorzitter is weg.').first().waitFor(patience);
  const take = 'Neem het voorzitterschap over';
  expect(await police.page.getByRole('button', { name: take }).count()).toBe(0);
  await police.page.getByText('Wie mag voorzitten, kan het overnemen.').waitFor();
  await journey.look(deputy, 'voorzitter-weg');
  await press(deputy, take);
  for (const { page } of [deputy, police])
    await expect.poll(() => page.getByText('De voorzitter is weg.').count(), patience).toBe(0);
  expect((await readMeeting(police, journey.address, journey.meeting)).chair).toBe('deputy-chair');

  proxy.change({});
  proxy.cut();
  await chair.context.setOffline(false);
  await chair.page.getByText('Vicevoorzitter EP zit nu voor.').waitFor(patience);
  await here(chair, 3);
  await journey.look(chair, 'voorzitter-terug');
  await press(chair, 'Begrepen');
  await expect
    .poll(() => chair.page.getByText('Vicevoorzitter EP zit nu voor.').count(), patience)
    .toBe(0);
});
