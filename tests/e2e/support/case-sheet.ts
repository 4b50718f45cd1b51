import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { untilSaving } from './practice-note.ts';

const patienceMs = 30_000;

/** Opens the sheet of a practice case, and waits until it can be written in. */
export async function openSheet(page: Page, address: string, item: string): Promise<void> {
  await page.goto(`${address}/tafel/oefentafel/kladblok/${item}`);
  await textBox(page, 'Feiten').waitFor({ timeout: patienceMs });
  await untilSaving(page, 'SAVED');
}

/** The text box under a heading of the sheet. */
export function textBox(page: Page, label: string): Locator {
  return page.getByRole('textbox', { name: label, exact: true });
}

export async function writeIn(page: Page, label: string, text: string): Promise<void> {
  await textBox(page, label).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

/** Waits until a text box says this; lines are joined by a line break. */
export async function untilText(page: Page, label: string, text: string): Promise<void> {
  const lines = (): Promise<string> =>
    textBox(page, label)
      .locator('p')
      .allTextContents()
      .then((all) => all.join('\n'));
  await expect.poll(lines, { timeout: patienceMs }).toBe(text);
}

export function answer(page: Page, name: string): Locator {
  return page.getByRole('radio', { name, exact: true });
}

/** Waits until this answer is the chosen one. */
export async function untilChosen(page: Page, name: string): Promise<void> {
  await expect
    .poll(() => answer(page, name).getAttribute('aria-checked'), { timeout: patienceMs })
    .toBe('true');
}
