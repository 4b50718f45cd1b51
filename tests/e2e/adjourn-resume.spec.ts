import { afterAll, beforeAll, expect, it } from 'vitest';
import { press } from './support/at-table.ts';
import { untilText, writeIn } from './support/case-sheet.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { untilSaving } from './support/practice-note.ts';

let journey: Journey;
let chair: Comer;
let worker: Comer;
let police: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  worker = await journey.come('vt-worker');
  police = await journey.come('police');
});

afterAll(() => journey?.end());

const adjourned = ({ page }: Comer) => page.getByText('Het overleg is geschorst', { exact: true });

it('TL64, TL65 adjourning and going on: everybody sees it, what was written stays, and nothing is closed meanwhile', async () => {
  const item = await journey.discuss('Esdoorn', chair, worker, police);
  await writeIn(police.page, 'Feiten', 'Moeder belt. ');
  await untilText(worker.page, 'Feiten', 'Moeder belt. ');

  await journey.open(chair, 'afronden');
  await press(chair, 'Schors het overleg');
  await chair.page.getByLabel('Waarom schorsen jullie?').fill('Het brandalarm gaat.');
  await press(chair, 'Schors het overleg');
  for (const seat of [chair, worker, police]) {
    await adjourned(seat).waitFor(patience);
    await seat.page.getByText('Het brandalarm gaat.').waitFor();
  }
  // The keyboard is still where it was: in mid-sentence.
  await police.page.keyboard.type('Wij gaan langs.');
  await untilText(worker.page, 'Feiten', 'Moeder belt. Wij gaan langs.');
  await untilSaving(police.page, 'SAVED');
  await journey.look(police, 'geschorst');

  const close = chair.page.getByRole('button', { name: 'Sluit de tafel' });
  expect(await close.getAttribute('aria-disabled')).toBe('true');
  await chair.page.getByText('Het overleg is geschorst. Ga eerst verder.').waitFor();
  for (const path of [`meetings/${journey.meeting}/close`, `items/${item}/close`]) {
    const address = `${journey.address}/api/v1/${path}`;
    expect((await chair.context.request.post(address, { data: {} })).status()).toBe(409);
  }
  const late = await journey.come('secretary');
  await journey.openCase(late, item);
  await adjourned(late).waitFor(patience);
  await untilText(late.page, 'Feiten', 'Moeder belt. Wij gaan langs.');
  expect(await late.page.getByRole('button', { name: 'Breng aan tafel' }).count()).toBe(0);

  await chair.page.getByRole('button', { name: 'Ga verder met het overleg' }).first().click();
  for (const seat of [chair, worker, police, late])
    await expect.poll(() => adjourned(seat).count(), patience).toBe(0);
  await police.page.keyboard.type(' Vandaag.');
  await untilText(late.page, 'Feiten', 'Moeder belt. Wij gaan langs. Vandaag.');
});
