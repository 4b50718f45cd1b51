import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { fillNote } from './support/long-note.ts';
import { openBrowser } from './support/open-browser.ts';
import {
  noteText,
  openNote,
  signIn,
  untilNote,
  untilSaving,
  writeAtEnd,
  type Writer,
} from './support/practice-note.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

let browser: Browser;
let server: RunningServer;
let proxy: Proxy;
let writers: Writer[] = [];
/** A note of its own for each test. */
const notes = ['esdoorn', 'linde', 'wilg', 'berk', 'vlier', 'els', 'ceder', 'beuk', 'iep', 'den'];
let note = '';

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  proxy = await startProxy({ target: server.address });
  note = notes.shift() ?? 'hazelaar';
});

afterEach(async () => {
  await Promise.all(writers.map(({ context }) => context.close()));
  writers = [];
  await proxy.close();
});

/** Somebody with the note of this test open, through the proxy. */
async function come(person: string): Promise<Writer> {
  const writer = await signIn(browser, proxy.url, person);
  writers.push(writer);
  await openNote(writer.page, proxy.url, note);
  await untilSaving(writer.page, 'SAVED');
  return writer;
}

describe('two people write in one note', () => {
  it('see each other and what the other types, and it is saved', async () => {
    const chair = await come('chair');
    const police = await come('police');
    await writeAtEnd(chair.page, 'Moeder belt. ');
    await untilNote(police.page, 'Moeder belt. ');
    await writeAtEnd(police.page, 'Wij gaan langs.');
    await untilNote(chair.page, 'Moeder belt. Wij gaan langs.');
    await Promise.all([untilSaving(chair.page, 'SAVED'), untilSaving(police.page, 'SAVED')]);
    const here = (page: Page) => page.getByRole('region', { name: 'Wie is er nu?' });
    await here(chair.page).getByText('Politie JD').waitFor();
    await here(police.page).getByText('Voorzitter FK').waitFor();
  });

  it.each([
    ['a short note', 0],
    ['a document of two hours', 100_000],
  ])(
    'EP9 EP200 write in %s by long polling where WebSockets are refused, and go back when they work again',
    async (_name, atLeast) => {
      if (atLeast > 0) await fillNote(server.address, note);
      proxy.change({ refuseWebSocket: true, bodyBytes: 1_000_000 });
      const chair = await come('chair');
      const police = await come('police');
      const { length } = await noteText(chair.page);
      expect(length).toBeGreaterThanOrEqual(atLeast);
      await Promise.all([writeAtEnd(chair.page, 'aaaa'), writeAtEnd(police.page, 'bbbb')]);
      await expect
        .poll(async () => (await noteText(chair.page)).length, { timeout: 20_000 })
        .toBe(length + 8);
      await expect.poll(() => noteText(police.page)).toBe(await noteText(chair.page));
      await Promise.all([untilSaving(chair.page, 'SAVED'), untilSaving(police.page, 'SAVED')]);
      expect(proxy.counts.refused).toBeGreaterThan(0);
      expect([proxy.counts.passed, proxy.counts.tooLarge]).toEqual([0, 0]);

      proxy.change({});
      await expect
        .poll(() => proxy.counts.passed, { timeout: 90_000, interval: 500 })
        .toBeGreaterThan(0);
      await writeAtEnd(chair.page, '!');
      await expect
        .poll(async () => (await noteText(police.page)).length, { timeout: 30_000 })
        .toBe(length + 9);
      await untilSaving(chair.page, 'SAVED');
    },
  );

  it('hedgedoc#6803 what is typed after a reconnect reaches the server and the others', async () => {
    const chair = await come('chair');
    const police = await come('police');
    proxy.cut();
    await writeAtEnd(chair.page, 'na de val');
    await untilNote(police.page, 'na de val');
    await untilSaving(chair.page, 'SAVED');
  });

  it('OpenSlides#4691 a restart of the line under load needs no reload of anybody', async () => {
    const chair = await come('chair');
    const police = await come('police');
    for (let round = 0; round < 5; round += 1) {
      await writeAtEnd(chair.page, 'a');
      proxy.cut();
      await writeAtEnd(police.page, 'b');
    }
    await expect
      .poll(async () => (await noteText(police.page)).length, { timeout: 30_000 })
      .toBe(10);
    await untilNote(chair.page, await noteText(police.page));
    await untilSaving(chair.page, 'SAVED');
  });
});

describe('work that the server does not have yet', () => {
  it('outline#13726 survives a reload in an outage, and the state is there at 320 px', async () => {
    const chair = await come('chair');
    await chair.page.setViewportSize({ width: 320, height: 640 });
    await writeAtEnd(chair.page, 'opgeslagen, ');
    await untilSaving(chair.page, 'SAVED');
    proxy.change({ swallow: true });
    await writeAtEnd(chair.page, 'niet opgeslagen');
    await untilSaving(chair.page, 'SAVING');
    expect(await chair.page.locator('[data-saving]').isVisible()).toBe(true);
    expect(await asksBeforeLeaving(chair)).toBe(true);
    proxy.change({});
    await openNote(chair.page, proxy.url, note);
    await untilNote(chair.page, 'opgeslagen, niet opgeslagen');
    await untilSaving(chair.page, 'SAVED');
  });

  it('is counted while the line is down, and said in words', async () => {
    const chair = await come('chair');
    await chair.context.setOffline(true);
    proxy.cut();
    await writeAtEnd(chair.page, 'zonder verbinding');
    await untilSaving(chair.page, 'WAITING');
    await chair.page.getByText('staat klaar op dit apparaat').waitFor();
    await chair.context.setOffline(false);
    await untilSaving(chair.page, 'SAVED');
    const police = await come('police');
    await untilNote(police.page, 'zonder verbinding');
  });

  it('hedgedoc#1992 is never said to be saved while a dead line swallows it', async () => {
    const chair = await come('chair');
    proxy.change({ swallow: true });
    await writeAtEnd(chair.page, 'in het niets');
    await untilSaving(chair.page, 'SAVING');
    expect(await chair.page.locator('[data-saving=SAVED]').count()).toBe(0);
    proxy.change({});
    await untilSaving(chair.page, 'SAVED');
    const police = await come('police');
    await untilNote(police.page, 'in het niets');
  });

  it('of one tab is not touched by a second tab, and brought to the server when the first is gone', async () => {
    const chair = await come('chair');
    const second = await chair.context.newPage();
    await chair.context.setOffline(true);
    proxy.cut();
    await writeAtEnd(chair.page, 'van de eerste tab');
    // Closed without being asked, once the page says that the device has it.
    await chair.page.getByText('staat klaar op dit apparaat').waitFor();
    await chair.page.close({ runBeforeUnload: false });
    await chair.context.setOffline(false);
    await openNote(second, proxy.url, note);
    await untilNote(second, 'van de eerste tab');
    await untilSaving(second, 'SAVED');
  });
});

describe('a refusal', () => {
  it('OB7 says why, gives the text to copy, and lets one go on', async () => {
    const chair = await come('chair');
    await writeAtEnd(chair.page, 'dit blijft');
    await untilSaving(chair.page, 'SAVED');
    const giant = `te veel ${'x'.repeat(1024 * 1024)}`;
    await chair.page.locator('#note').fill(giant);
    await untilSaving(chair.page, 'REFUSED');
    await chair.page.getByText('Dit is te veel tekst in één keer.', { exact: true }).waitFor();
    expect(await chair.page.getByLabel('Jouw tekst').inputValue()).toBe(giant);
    expect(await chair.page.locator('#note').isDisabled()).toBe(true);
    await chair.page.getByRole('button', { name: 'Verder schrijven' }).click();
    await untilNote(chair.page, 'dit blijft');
    await writeAtEnd(chair.page, ' en gaat door');
    await untilSaving(chair.page, 'SAVED');
    const police = await come('police');
    await untilNote(police.page, 'dit blijft en gaat door');
  });
});

describe('indico#1827 the session ends while somebody writes', () => {
  it('keeps the work, says so, and saves it after signing in again', async () => {
    const chair = await come('chair');
    await chair.context.clearCookies();
    await chair.context.setOffline(true);
    proxy.cut();
    await writeAtEnd(chair.page, 'nog niet opgeslagen');
    await untilSaving(chair.page, 'WAITING');
    await chair.context.setOffline(false);
    await untilSaving(chair.page, 'SIGNED_OUT');
    chair.page.on('dialog', (dialog) => void dialog.accept());
    await chair.page.getByRole('link', { name: 'Log opnieuw in' }).click();
    await chair.page.getByRole('button', { name: 'Voorzitter FK' }).click();
    await untilNote(chair.page, 'nog niet opgeslagen');
    await untilSaving(chair.page, 'SAVED');
  });
});

/** Whether the page asks before it is left; it is not left. */
async function asksBeforeLeaving({ page }: Writer): Promise<boolean> {
  const asked = page.waitForEvent('dialog', { timeout: 5_000 });
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  await dialog.dismiss();
  await closing;
  // The page goes on: until then the browser lets a next navigation end together with the closing that was refused.
  await page.evaluate('true');
  return dialog.type() === 'beforeunload';
}
