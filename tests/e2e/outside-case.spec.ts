import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { type Comer, Journey, patience } from './support/journey.ts';

const reason = 'Ik ken de moeder van school.';
const why = 'Zij is verhuisd.';

let journey: Journey;
let scientist: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  scientist = await journey.come('behavioural-scientist');
});

afterAll(async () => {
  await journey?.end();
});

it('MW120 who stepped out of a case finds it in their week in their own words, and comes back with a reason', async () => {
  const { page } = scientist;
  const item = await journey.itemOf('Den');
  await journey.open(scientist, `agenda/${item}`);
  await page.locator('summary', { hasText: 'Ik ken dit gezin' }).click(patience);
  await page.getByLabel('Waarvan ken je het gezin?').fill(reason);
  await page.getByRole('button', { name: 'Ik doe niet mee' }).click(patience);
  await page.waitForURL(journey.table);

  await page.goto(journey.address);
  const card = page.getByRole('region', { name: 'Casussen waar je niet aan meedoet' });
  await card.getByText(reason).waitFor(patience);
  expect(await page.locator('main').innerText()).not.toContain('Den');
  expect(await axeFlawsOf(page)).toEqual([]);
  await card.locator('summary', { hasText: 'Ik doe weer mee' }).click();
  await card.getByRole('button', { name: 'Doe weer mee' }).click();
  expect(await card.getByLabel('Waarom kan dat nu wel?').inputValue()).toBe('');
  await card.getByLabel('Waarom kan dat nu wel?').fill(why);
  await card.getByRole('button', { name: 'Doe weer mee' }).click();
  await page.getByText('Je doet weer mee aan de casus.').waitFor(patience);
  expect(await card.count()).toBe(0);

  const { chair } = journey;
  await journey.open(chair, `agenda/${item}`);
  const told = chair.page.getByRole('region', { name: 'Wie niet meedoet' });
  await told.getByText(why).waitFor(patience);
  await journey.open(scientist, `agenda/${item}`);
  await page.getByRole('heading', { name: 'Casus Den' }).waitFor(patience);
});
