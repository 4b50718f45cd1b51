import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, press, type Seat } from './support/at-table.ts';
import { type Comer, Journey } from './support/journey.ts';

const patience = { timeout: 60_000 };

let journey: Journey;
let chair: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
});

afterAll(() => journey?.end());

/** Types in whatever has the keyboard, and counts it as one step with the key that ends it. */
async function type({ page, steps }: Seat, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  steps.count += 1;
}

const actions = (page: Page) => page.locator('[data-part=actions] [data-action]');

it('TL32 from the link of a table to the first accepted action takes at most 5 steps', async () => {
  await command(chair, journey.address, `/items/${await journey.itemOf('Esdoorn')}/open`);
  const context = await journey.browser.newContext({ locale: 'nl-NL' });
  const seat: Seat = { context, page: await context.newPage(), steps: { count: 0 } };
  await seat.page.goto(journey.table);

  await press(seat, 'VT-medewerker LB');
  await seat.page.getByRole('link', { name: 'Naar casus Esdoorn' }).click(patience);
  seat.steps.count += 1;
  await seat.page.locator('#new-action').waitFor(patience);
  await seat.page.keyboard.press('a');
  seat.steps.count += 1;
  await type(seat, 'spreek moeder apart @VT-medewerker LB morgen');
  await press(seat, 'Ja, ik doe dit: spreek moeder apart');

  await actions(seat.page).getByText('Geaccepteerd').waitFor(patience);
  expect(seat.steps.count).toBeLessThanOrEqual(5);
});

it('TL33 an action with an owner and a day is one line, typed and accepted without the mouse', async () => {
  const seat = await journey.come('vt-worker');
  await journey.discuss('Vlier', seat);
  await seat.page.keyboard.press('a');
  await expect.poll(() => seat.page.locator('#new-action:focus').count(), patience).toBe(1);
  await type(seat, 'bel de verloskundige @VT-medewerker LB vrijdag');

  const line = actions(seat.page).filter({ hasText: 'bel de verloskundige' });
  await line.waitFor(patience);
  await line.getByText(/^vr \d+ \w+/).waitFor(patience);
  const owner = line.locator('select option:checked').first();
  expect(await owner.textContent()).toContain('VT-medewerker LB');
  // The keyboard is still in the line: the next action follows at once.
  expect(await seat.page.locator('#new-action:focus').inputValue()).toBe('');
  await seat.page
    .getByRole('button', { name: 'Ja, ik doe dit: bel de verloskundige' })
    .first()
    .focus();
  await seat.page.keyboard.press('Enter');
  await line.getByText('Geaccepteerd').waitFor(patience);
});

it('TL31, TL34 a pointer that passes over a link reads no case, and a page shows what stands when one comes there', async () => {
  const rater = await journey.come('vt-worker');
  await journey.discuss('Iep', chair, rater);
  const read: string[] = [];
  chair.page.on('request', (request) => read.push(new URL(request.url()).pathname));

  const weighing = chair.page.getByRole('link', { name: /Weeg samen/ });
  await weighing.hover();
  await chair.page.getByRole('link', { name: /^Wilg/ }).first().hover();
  await weighing.hover();
  await rater.page.getByRole('link', { name: /Weeg samen/ }).click(patience);
  await rater.page.getByRole('radio', { name: /^Acuut onveilig/ }).click(patience);
  await press(rater, 'Leg mijn weging vast');
  await rater.page.getByText('Alleen jij ziet dit.').waitFor(patience);
  expect(read.filter((each) => each.endsWith('__data.json'))).toEqual([]);

  await weighing.click();
  await chair.page.getByText(/^[1-9] van \d hebben gewogen$/).waitFor(patience);
});
