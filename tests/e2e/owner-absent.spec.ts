import { afterAll, beforeAll, expect, it } from 'vitest';
import { press } from './support/at-table.ts';
import { blockersAt, chooseOwner } from './support/case-at-table.ts';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let chair: Comer;
let worker: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  worker = await journey.come('vt-worker');
});

afterAll(() => journey?.end());

const owner = /^OWNER_/;

it('TL60, TL61 an owner who is not there: somebody holds the case, and the owner says yes when they come', async () => {
  const item = await journey.discuss('Wilg', chair, worker);
  await chooseOwner(worker, 'Wmo-team TD');
  await chair.page.getByText('Wacht op akkoord van Wmo-team TD').waitFor(patience);
  await expect.poll(() => blockersAt(chair, owner), patience).toEqual(['OWNER_NOT_ACCEPTED']);

  await press(chair, 'Wmo-team TD zei al ja buiten de tafel: Casus Wilg');
  const told = 'Voorzitter FK zegt dat Wmo-team TD al ja zei';
  await worker.page.getByText(told).waitFor(patience);
  expect(await blockersAt(worker, owner)).toEqual(['OWNER_NOT_ACCEPTED']);
  await journey.look(worker, 'eigenaar-weg');

  await press(worker, 'Ik houd hem zolang vast: Casus Wilg');
  for (const { page } of [chair, worker])
    await page
      .getByText('Voorlopig bij VT-medewerker LB, tot Wmo-team TD ja zegt')
      .waitFor(patience);
  await expect.poll(() => blockersAt(chair, owner), patience).toEqual([]);
  await journey.look(chair, 'eigenaar-vastgehouden');

  const late = await journey.come('wmo-mijnstad');
  await journey.openCase(late, item);
  await press(late, 'Ja, ik heb hem: Casus Wilg');
  for (const { page } of [chair, worker]) {
    await page.locator('[data-jump=owner]').getByText('Geaccepteerd').waitFor(patience);
    expect(await page.getByText('Voorlopig bij').count()).toBe(0);
  }
  expect(await blockersAt(chair, owner)).toEqual([]);
});
