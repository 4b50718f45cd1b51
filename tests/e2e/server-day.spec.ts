import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, instant, localDateOf } from '@overlegtafel/domain';
import { type Comer, Journey, patience } from './support/journey.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const clockAt = (ms: number) =>
  new Intl.DateTimeFormat('nl-NL', { timeStyle: 'short', timeZone: 'Europe/Amsterdam' }).format(ms);
const today = () => localDateOf(instant(Date.now()));

let journey: Journey;
let worker: Comer;
let item = '';

beforeAll(async () => {
  journey = await Journey.begin();
  worker = await journey.come('vt-worker');
  item = await journey.itemOf('Linde');
});

afterAll(async () => {
  await journey?.end();
});

/** From now on the pages of this browser believe that it is two days and six hours later. */
const aheadScript = `{
  const Real = Date;
  const aheadMs = ${2 * dayMs + 6 * hourMs};
  globalThis.Date = class extends Real {
    constructor(...args) { super(...(args.length === 0 ? [Real.now() + aheadMs] : args)); }
    static now() { return Real.now() + aheadMs; }
  };
}`;

/** The day of the action that is being typed. */
const understood = (page: Page) => page.locator('.preview input[type=date]').inputValue();

describe('a browser whose clock is two days ahead', () => {
  it('SH320 means the tomorrow of the server by "morgen", and shows the time of the server', async () => {
    await worker.context.addInitScript(aheadScript);
    await journey.openCase(worker, item);
    const { page } = worker;
    expect(await page.evaluate<number>('Date.now()')).toBeGreaterThan(Date.now() + dayMs);
    const before = today();
    await page.getByLabel('Nieuwe actie').fill('Bel de school @VT morgen');
    const day = await understood(page);
    // Around midnight the day may change while one looks.
    expect([addDays(before, 1), addDays(today(), 1)]).toContain(day);
    await page.getByLabel('Nieuwe actie').fill('');
    const shown = await page.locator('b', { hasText: /^\d\d:\d\d$/ }).textContent();
    expect([clockAt(Date.now() - 60_000), clockAt(Date.now())]).toContain(shown);
  });

  it('SH321, SH322 a page that stays open gets the day of the server with an answer, and keeps what was typed', async () => {
    const { page } = worker;
    await page.getByLabel('Nieuwe actie').fill('Bel de school @VT morgen');
    const laterMs = Date.now() + 5 * dayMs;
    await page.route('**/api/v1/me/session', async (route) => {
      const answer = await route.fetch();
      const date = new Date(laterMs).toUTCString();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), date } });
    });
    // Somebody comes back to the page, which then asks whether they are still signed in.
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    const expected = addDays(localDateOf(instant(laterMs)), 1);
    await expect
      .poll(async () => {
        await page.evaluate("window.dispatchEvent(new Event('focus'))");
        return understood(page);
      }, patience)
      .toBe(expected);
    expect(await page.getByLabel('Nieuwe actie').inputValue()).toBe('Bel de school @VT morgen');
  });
});
