import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { portToKeep, ServerUnderTest } from '../faults/server-under-test.ts';
import { press } from './support/at-table.ts';
import { chooseOwner } from './support/case-at-table.ts';
import { untilText, writeIn } from './support/case-sheet.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { untilSaving } from './support/practice-note.ts';

let journey: Journey;
let server: ServerUnderTest;
let dataFolder: string;
let chair: Comer;
let worker: Comer;
let police: Comer;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'overlegtafel-killed-'));
  const port = await portToKeep();
  server = await ServerUnderTest.start({ dataFolder, port });
  journey = await Journey.begin(() =>
    Promise.resolve({ address: server.url, stop: () => server.stop() }),
  );
  ({ chair } = journey);
  worker = await journey.come('vt-worker');
  police = await journey.come('police');
});

afterAll(async () => {
  await journey?.end();
  await rm(dataFolder, { recursive: true, force: true });
});

it('TL68, TL69 the server is killed and comes back: everybody goes on without a reload, and no word is lost', async () => {
  const item = await journey.discuss('Esdoorn', chair, worker, police);
  const everybody = [chair, worker, police];
  for (const { page } of everybody) await page.evaluate('globalThis.isSamePage = true');
  await writeIn(police.page, 'Feiten', 'Partner is ');
  await untilText(chair.page, 'Feiten', 'Partner is ');

  const typing = police.page.keyboard.type('aangehouden, de kinderen waren erbij.', { delay: 30 });
  await server.kill9();
  await typing;
  await writeIn(worker.page, 'Zorgen', 'Moeder ziet niemand.');
  for (const seat of [worker, police]) await untilSaving(seat.page, 'WAITING');
  await journey.look(worker, 'server-weg');
  // Somebody shuts the laptop while there is no server to notice.
  await chair.context.close();

  server = await ServerUnderTest.start({ dataFolder, port: server.port });
  for (const { page } of [worker, police]) {
    await untilSaving(page, 'SAVED');
    await untilText(page, 'Feiten', 'Partner is aangehouden, de kinderen waren erbij.');
    await untilText(page, 'Zorgen', 'Moeder ziet niemand.');
  }
  await chooseOwner(police, 'VT-medewerker LB');
  await press(worker, 'Ja, ik heb hem: Casus Esdoorn');
  await police.page.locator('[data-jump=owner]').getByText('Geaccepteerd').waitFor(patience);
  await police.page.getByText('VT-medewerker LB zei ja op Esdoorn.').first().waitFor(patience);
  for (const { page } of [worker, police]) {
    expect(await page.evaluate('globalThis.isSamePage')).toBe(true);
    // Who did not come back has left.
    await page.getByRole('button', { name: /^2 aan tafel/ }).waitFor(patience);
  }
  const late = await journey.come('secretary');
  await journey.openCase(late, item);
  await untilText(late.page, 'Feiten', 'Partner is aangehouden, de kinderen waren erbij.');
});
