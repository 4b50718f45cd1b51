import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, press, type Seat } from './support/at-table.ts';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { type Comer, Journey } from './support/journey.ts';

const patienceMs = 60_000;

let journey: Journey;
let path: string;
let chair: Comer;
let raters: readonly Comer[];

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  raters = [await journey.come('vt-worker'), await journey.come('process-director')];
  const item = await journey.itemOf('Meidoorn');
  await command(chair, journey.address, `/items/${item}/open`);
  path = `${journey.table}/${item}/weging`;
});

afterAll(() => journey?.end());

async function weigh({ page }: Seat, level: string, words: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${level}`) }).click();
  await page.getByLabel('Waarom?').fill(words);
  await page.getByRole('button', { name: 'Leg mijn weging vast' }).click();
  await page.getByText('Alleen jij ziet dit.').waitFor({ timeout: patienceMs });
}

it('TL8 people weigh alone; before the reveal there are counts only, after it who weighed what', async () => {
  const [first, second] = raters;
  if (first === undefined || second === undefined) throw new Error('nobody weighs');
  for (const { page } of [chair, first, second]) {
    await page.goto(path);
    await page.locator('[data-saving=SAVED]').waitFor({ timeout: patienceMs });
  }
  await chair.page.getByText('0 van 2 hebben gewogen').waitFor({ timeout: patienceMs });

  await weigh(first, 'Acuut onveilig', 'Vader drinkt weer thuis.');
  await chair.page.getByText('1 van 2 hebben gewogen').waitFor({ timeout: patienceMs });
  const reveal = chair.page.getByRole('button', { name: 'Onthul de wegingen' });
  expect(await reveal.getAttribute('aria-disabled')).toBe('true');
  for (const { page } of [chair, second]) {
    expect(await page.locator('main').innerText()).not.toContain('Vader drinkt weer thuis.');
  }
  expect(await axeFlawsOf(second.page)).toEqual([]);

  await weigh(second, 'Multiproblematisch', 'De schulden dalen.');
  await expect.poll(() => reveal.getAttribute('aria-disabled'), { timeout: patienceMs }).toBeNull();
  await reveal.click();
  for (const { page } of [chair, first, second]) {
    await page.getByText('Vader drinkt weer thuis.').waitFor({ timeout: patienceMs });
    await page.getByText('De schulden dalen.').waitFor({ timeout: patienceMs });
  }
  expect(await first.page.locator('main').innerText()).toContain(
    'van acuut onveilig tot multiproblematisch',
  );

  await press(second, 'Ik ga mee met ‘Acuut onveilig’');
  await press(chair, 'Leg dit niveau vast: Acuut onveilig');
  await first.page.getByText('Vastgelegd door Voorzitter FK').waitFor({ timeout: patienceMs });
  expect(await first.page.locator('main').innerText()).not.toContain('Niet meegegaan');
});
