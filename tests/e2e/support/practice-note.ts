import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Somebody at the practice table with a browser of their own. */
export interface Writer {
  readonly context: BrowserContext;
  readonly page: Page;
}

const dutch = { locale: 'nl-NL' };

/** What a closed tab left is looked for every few seconds, and each step of that may wait for a busy device. */
const patienceMs = 60_000;

/** Signs in as a practice person, in a browser profile of its own. */
export async function signIn(browser: Browser, address: string, person: string): Promise<Writer> {
  const context = await browser.newContext(dutch);
  const answer = await context.request.post(`${address}/api/v1/practice/sign-in`, {
    data: { person },
  });
  if (!answer.ok()) throw new Error(`signing in as ${person} answered ${answer.status()}`);
  return { context, page: await context.newPage() };
}

/** Opens the scratch pad of a practice item. */
export async function openNote(page: Page, address: string, item: string): Promise<void> {
  await page.goto(`${address}/tafel/oefentafel/kladblok/${item}`);
  await page.locator('#note:enabled').waitFor();
}

export function noteText(page: Page): Promise<string> {
  return page.locator('#note').inputValue();
}

/**
 * Waits until saving stands so: the kind of the state, as the page marks it. SAVED stands on the screen for a moment
 * after the next letter, so that the words do not flicker: it counts when the page would let one leave as well.
 */
export async function untilSaving(page: Page, kind: string): Promise<void> {
  await page.locator(`[data-saving=${kind}]`).waitFor({ timeout: patienceMs });
  if (kind === 'SAVED')
    await expect.poll(() => page.evaluate(asksToStay), { timeout: patienceMs }).toBe(false);
}

/** Whether the page asks before it is left: while words stand nowhere else. */
const asksToStay = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`;

/** Waits until the note says this. */
export async function untilNote(page: Page, text: string): Promise<void> {
  await expect.poll(() => noteText(page), { timeout: patienceMs }).toBe(text);
}

/** Types at the end of the note. */
export async function writeAtEnd(page: Page, text: string): Promise<void> {
  await page.locator('#note').press('Control+End');
  await page.keyboard.type(text);
}
