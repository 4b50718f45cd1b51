import type { Browser } from 'playwright-core';
import type { Seat } from './at-table.ts';

const patience = { timeout: 90_000 };

/** Somebody opens the link of the product, signs in by name, and goes on to the table. */
export async function comeToTable(browser: Browser, address: string, name: string): Promise<Seat> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name }).click(patience);
  await page.getByRole('link', { name: /^(Naar de agenda|Ga naar de tafel)$/ }).click(patience);
  await page.waitForURL(/\/tafel\/[a-z2-7]{26}$/, patience);
  return { context, page, steps: { count: 0 } };
}

/** The case is on this person's screen. */
export async function untilCase({ page }: Seat, alias: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: `Casus ${alias}` }).waitFor(patience);
}
