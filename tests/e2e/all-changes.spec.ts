import { afterAll, beforeAll, expect, it } from 'vitest';
import { command } from './support/at-table.ts';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let reader: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  reader = await journey.come('vt-worker');
  await journey.openCase(reader, await journey.itemOf('Esdoorn'));
});

afterAll(() => journey?.end());

it('TL37 what others do stands in the list, also while it is open, and it leads to the case', async () => {
  const { page } = reader;
  const [iep, linde] = [await journey.itemOf('Iep'), await journey.itemOf('Linde')];
  const button = page.getByRole('button', { name: 'Alle wijzigingen' });
  const list = page.getByRole('dialog', { name: 'Alle wijzigingen' });

  await button.click();
  await list.getByRole('heading', { name: 'Alle wijzigingen' }).waitFor(patience);
  await page
    .locator('[data-announced=status]', { hasText: /wijziging|gewijzigd/ })
    .waitFor({ state: 'attached', ...patience });
  await command(journey.chair, journey.address, `/items/${iep}/open`);
  await list.getByText('bracht Iep aan tafel').waitFor(patience);
  await command(journey.chair, journey.address, `/items/${linde}/open`);
  await list.getByText('bracht Linde aan tafel').waitFor(patience);
  const lines = await list.getByRole('listitem').allInnerTexts();
  expect(lines[0]).toMatch(/^\d\d:\d\d\s.* bracht Linde aan tafel/);
  expect(lines[1]).toContain('bracht Iep aan tafel');

  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden', ...patience });
  await page.locator('button:focus', { hasText: 'Alle wijzigingen' }).waitFor(patience);

  await page.keyboard.press('Enter');
  await list.getByRole('link', { name: 'Naar Iep' }).click(patience);
  await page.waitForURL(`**/${iep}`, patience);
  await list.waitFor({ state: 'hidden', ...patience });
});
