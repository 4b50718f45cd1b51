import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCase, type Seat } from './support/at-table.ts';
import { type Comer, Journey } from './support/journey.ts';

const patienceMs = 60_000;

let journey: Journey;
let chair: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
});

afterAll(() => journey?.end());

/** Whether the keyboard is in what this selector finds. */
async function hasKeyboard(page: Page, place: string): Promise<boolean> {
  return (await page.locator(`${place}:focus, ${place} :focus`).count()) > 0;
}

it('TW12 a link to a field ends with the keyboard in it, from another page and on the same', async () => {
  const { page } = chair;
  const path = await journey.pathOf('Esdoorn');
  await page.goto(`${path}#safeNow`);
  await expect
    .poll(() => hasKeyboard(page, '[data-part=safety]'), { timeout: patienceMs })
    .toBe(true);
  for (const [field, place] of [
    ['worries', '[data-field=worries] [role=textbox]'],
    ['actions', '#new-action'],
    ['owner', '[data-jump=owner]'],
  ] as const) {
    await page.goto(`${path}#${field}`);
    await expect.poll(() => hasKeyboard(page, place), { timeout: patienceMs }).toBe(true);
  }
});

it('TW13 SH200 the order of the agenda is changed at the table, and everybody sees it at once', async () => {
  const other = await journey.come('vt-worker');
  await openCase(other.page, await journey.pathOf('Iep'));
  await openCase(chair.page, await journey.pathOf('Vlier'));
  const names = ({ page }: Seat) =>
    page.locator('.agenda [data-line] .words > span:first-child > b').allInnerTexts();
  const before = await names(other);
  const at = before.indexOf('Vlier');
  // Whoever writes moves nothing: on a Mac this is the end of the paragraph.
  await chair.page.locator('#new-action').press('Alt+ArrowDown');
  await chair.page.locator('.agenda [aria-current]').focus();
  await chair.page.keyboard.press('Alt+ArrowUp');
  const after = before.toSpliced(at, 1).toSpliced(at - 1, 0, 'Vlier');
  await expect.poll(() => names(other), { timeout: patienceMs }).toEqual(after);
  await expect.poll(() => names(chair), { timeout: patienceMs }).toEqual(after);
  expect(await hasKeyboard(chair.page, '.agenda [aria-current]')).toBe(true);
});

it('TW21 a planned check is answered on the page of the case, as in the follow-up, without JavaScript', async () => {
  const context = await journey.browser.newContext({ locale: 'nl-NL', javaScriptEnabled: false });
  await context.request.post(`${journey.address}/api/v1/practice/sign-in`, {
    data: { person: 'chair' },
    headers: { origin: journey.address },
  });
  const page = await context.newPage();
  await page.goto(`${journey.table}/terugblik`);
  const asked = page.locator('li', { hasText: 'Casus Olm' });
  expect(await asked.locator('form[action="?/check"]').count()).toBe(1);
  await asked.getByRole('link').click();
  const answer = page.locator('#monitoring li', { has: page.locator('form') }).first();
  await answer.locator('summary').click();
  await answer.getByRole('radio').first().check();
  await answer.getByRole('textbox').fill('Geen geweld meer sinds de zomer.');
  await answer.getByRole('button').last().click();
  await page
    .locator('#monitoring')
    .getByText('Geen geweld meer sinds de zomer.')
    .first()
    .waitFor({ timeout: patienceMs });
  await context.close();
});

it('TW22 whoever settles points while closing never loses the keyboard', async () => {
  const { page } = chair;
  await page.goto(`${journey.table}/afronden`);
  const settle = page.getByRole('button', { name: /^Los hier op/ }).first();
  await settle.waitFor({ timeout: patienceMs });
  await settle.click();
  const choose = page.getByRole('combobox', { name: /zaakhouder/i }).first();
  await choose.waitFor({ timeout: patienceMs });
  const before = await page.getByRole('combobox', { name: /zaakhouder/i }).count();
  await choose.focus();
  await choose.selectOption({ label: 'VT-medewerker LB' });
  await expect
    .poll(() => page.getByRole('combobox', { name: /zaakhouder/i }).count(), {
      timeout: patienceMs,
    })
    .toBe(before - 1);
  await expect
    .poll(() => page.locator('.groups :focus').count(), { timeout: patienceMs })
    .toBeGreaterThan(0);
});
