import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command } from './support/at-table.ts';
import { Journey, patience } from './support/journey.ts';

/** The smallest telephone that is sold. */
const telephone = {
  locale: 'nl-NL',
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
};

let journey: Journey;
let item: string;

beforeAll(async () => {
  journey = await Journey.begin();
  item = await journey.itemOf('Esdoorn');
  await command(journey.chair, journey.address, `/items/${item}/open`);
});

afterAll(() => journey?.end());

/** Somebody opens the table on their telephone and taps on to the case. */
async function comeByTelephone(name: string): Promise<Page> {
  const context = await journey.browser.newContext(telephone);
  const page = await context.newPage();
  await page.goto(journey.table);
  await page.getByRole('button', { name: `Ga verder als ${name}` }).tap(patience);
  await page.getByRole('link', { name: 'Naar casus Esdoorn' }).tap(patience);
  await page.getByRole('heading', { level: 1, name: 'Casus Esdoorn' }).waitFor(patience);
  await page
    .locator('[data-saving=SAVED]')
    .first()
    .waitFor({ ...patience, state: 'attached' });
  await fits(page);
  return page;
}

/** Nothing reaches out of the screen, also not what was opened last. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
}

it('AX12 at 360 px and by touch alone, somebody weighs a case and names an owner, and the owner accepts', async () => {
  const worker = await comeByTelephone('VT-medewerker LB');
  const team = await comeByTelephone('Wijkteam SM');

  await worker.getByRole('link', { name: /Weeg samen/ }).tap(patience);
  await worker.getByRole('radio', { name: /^Acuut onveilig/ }).tap(patience);
  await worker.getByLabel('Waarom?').tap(patience);
  await worker.keyboard.type('Hij staat voor de deur.');
  await worker.getByRole('button', { name: 'Leg mijn weging vast' }).tap(patience);
  await worker.getByText('Alleen jij ziet dit.').waitFor(patience);
  await fits(worker);
  await worker.getByRole('link', { name: 'Terug naar de casus' }).tap(patience);

  const owner = worker.getByLabel('Zaakhouder', { exact: true });
  await owner.tap(patience);
  await owner.selectOption({ label: 'Wijkteam SM' });
  const yes = team.getByRole('button', { name: 'Ja, ik heb hem: Casus Esdoorn' }).first();
  await yes.waitFor(patience);
  await fits(team);
  await yes.tap(patience);
  for (const page of [worker, team]) {
    await page.locator('[data-jump=owner]').getByText('Geaccepteerd').waitFor(patience);
    await fits(page);
  }
});
