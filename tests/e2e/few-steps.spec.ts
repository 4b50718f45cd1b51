import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  command,
  meetingOfWeek,
  openCase,
  press,
  readMeeting,
  type Seat,
  sitDown,
} from './support/at-table.ts';
import { openBrowser } from './support/open-browser.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 60_000 };

let browser: Browser;
let server: RunningServer;
let chair: Seat;
let meeting: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  chair = await sitDown(browser, server.address, 'chair');
  meeting = await meetingOfWeek(chair, server.address);
  await command(chair, server.address, `/meetings/${meeting}/open`);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function itemOf(alias: string): Promise<string> {
  const { items } = await readMeeting(chair, server.address, meeting);
  const item = items.find((each) => each.alias === `Casus ${alias}`);
  if (item === undefined) throw new Error(`no ${alias} on the agenda`);
  return item.id;
}

/** Types in whatever has the keyboard, and counts it as one step with the key that ends it. */
async function type({ page, steps }: Seat, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  steps.count += 1;
}

const actions = (page: Page) => page.locator('[data-part=actions] [data-action]');

it('TL32 from the link of a table to the first accepted action takes at most 5 steps', async () => {
  await command(chair, server.address, `/items/${await itemOf('Esdoorn')}/open`);
  const context = await browser.newContext({ locale: 'nl-NL' });
  const seat: Seat = { context, page: await context.newPage(), steps: { count: 0 } };
  await seat.page.goto(`${server.address}/tafel/${meeting}`);

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
  const item = await itemOf('Vlier');
  await command(chair, server.address, `/items/${item}/open`);
  const seat = await sitDown(browser, server.address, 'vt-worker');
  await openCase(seat.page, `${server.address}/tafel/${meeting}/${item}`);
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
  const item = await itemOf('Iep');
  await command(chair, server.address, `/items/${item}/open`);
  const rater = await sitDown(browser, server.address, 'vt-worker');
  const path = `${server.address}/tafel/${meeting}/${item}`;
  await Promise.all([openCase(chair.page, path), openCase(rater.page, path)]);
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
