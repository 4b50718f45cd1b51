import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { openBrowser } from './support/open-browser.ts';
import {
  noteText,
  openNote,
  signIn,
  untilNote,
  untilSaving,
  writeAtEnd,
} from './support/practice-note.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 60_000 };
const notes = ['esdoorn', 'linde', 'wilg', 'berk', 'vlier', 'els'];
let browser: Browser;
let server: RunningServer;
let proxy: Proxy;
let note = '';
let contexts: BrowserContext[] = [];

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
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  await proxy.close();
});

/** Somebody with the note of this test open, in a browser that behaves so. */
async function come(person: string, behaviour?: string): Promise<Page> {
  const { context, page } = await signIn(browser, proxy.url, person);
  contexts.push(context);
  if (behaviour !== undefined) await context.addInitScript({ content: behaviour });
  await openNote(page, proxy.url, note);
  return page;
}

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  proxy.cut();
}

describe('OB201 OB202 a browser that keeps nothing', () => {
  it.each([
    [
      'because storage is refused',
      `for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, {
          get() { throw new DOMException('refused', 'SecurityError'); },
        });`,
    ],
    ['because its database never answers', 'IDBFactory.prototype.open = () => new EventTarget();'],
  ])(
    '%s can be written in, and says that the words are in this tab alone',
    async (_why, behaves) => {
      const page = await come('chair', behaves);
      await writeAtEnd(page, 'opgeslagen. ');
      await untilSaving(page, 'SAVED');
      await goOffline(page);
      await writeAtEnd(page, 'alleen hier. ');
      await untilSaving(page, 'WAITING');
      await page.getByText('staat alleen in dit tabblad').waitFor(patience);
      expect(await page.getByText('op dit apparaat').count()).toBe(0);
      await page.context().setOffline(false);
      await untilSaving(page, 'SAVED');
      const police = await come('police');
      await untilNote(police, 'opgeslagen. alleen hier. ');
    },
  );
});

describe('two tabs wrote while the server was away', () => {
  it('OB203 one is closed: the other brings its words before it says that all is saved', async () => {
    const first = await come('chair');
    const second = await first.context().newPage();
    await openNote(second, proxy.url, note);
    await Promise.all([untilSaving(first, 'SAVED'), untilSaving(second, 'SAVED')]);
    await goOffline(first);
    await writeAtEnd(first, 'van de eerste. ');
    await writeAtEnd(second, 'van de tweede. ');
    for (const page of [first, second])
      await page.getByText('klaar op dit apparaat').waitFor(patience);
    await first.close({ runBeforeUnload: false });
    await second.context().setOffline(false);
    await untilSaving(second, 'SAVED');
    const said = await noteText(second);
    expect(said).toContain('van de eerste. ');
    expect(said).toContain('van de tweede. ');
  });

  it('OB204 the only tab of a case is closed: any other page of that person brings its words', async () => {
    const first = await come('chair');
    const other = await first.context().newPage();
    await other.goto(`${proxy.url}/`);
    await untilSaving(first, 'SAVED');
    await goOffline(first);
    await writeAtEnd(first, 'blijft niet liggen. ');
    await first.getByText('klaar op dit apparaat').waitFor(patience);
    await first.close({ runBeforeUnload: false });
    await other.context().setOffline(false);
    const police = await come('police');
    await untilNote(police, 'blijft niet liggen. ');
  });

  it('OB380 somebody else who signs out of that browser leaves what the first one wrote', async () => {
    const first = await come('chair');
    const context = first.context();
    const passer = await context.newPage();
    await untilSaving(first, 'SAVED');
    await goOffline(first);
    await writeAtEnd(first, 'van de voorzitter. ');
    await first.getByText('klaar op dit apparaat').waitFor(patience);
    await first.close({ runBeforeUnload: false });
    await context.setOffline(false);
    await signInHere(context, 'secretary');
    await passer.goto(`${proxy.url}/`, { waitUntil: 'networkidle' });
    await passer.evaluate(`document.querySelector('form[action="/uitloggen"]').requestSubmit()`);
    await passer.waitForURL(/inloggen/, patience);
    await signInHere(context, 'chair');
    await passer.goto(`${proxy.url}/`);
    const police = await come('police');
    await untilNote(police, 'van de voorzitter. ');
  });
});

async function signInHere(context: BrowserContext, person: string): Promise<void> {
  const data = { person };
  const answer = await context.request.post(`${proxy.url}/api/v1/practice/sign-in`, { data });
  expect(answer.ok()).toBe(true);
}
