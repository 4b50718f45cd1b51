import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Participant } from '../meeting/table-client.ts';
import { type Proxy, startProxy } from '../proxy/proxy.ts';
import { field, fill, type Filling, fillings, sendButton } from './states/forms-in-trouble.ts';
import { type Places, standstills } from './states/screens-in-trouble.ts';
import { openBrowser } from './support/open-browser.ts';
import { signIn, type Writer } from './support/practice-note.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 30_000 };
const table = 'oefentafel';
const sample = fileURLToPath(
  new URL('../../apps/web/static/voorbeeld-meldingen.csv', import.meta.url),
);

let browser: Browser;
let server: RunningServer;
let places: Places;
let proxy: Proxy;
const seats = new Map<string, Writer>();

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  proxy = await startProxy({ target: server.address });
  places = await placesAt(server.address);
});

afterAll(async () => {
  await browser.close();
  await proxy.close();
  await server.stop();
});

/** The practice week, with a meeting that nobody put anything on yet. */
async function placesAt(address: string): Promise<Places> {
  const chair = await Participant.signIn(address, 'chair');
  const params = { table };
  const { meetings } = await chair.must('meetings', { params });
  const inState = (state: string) => {
    const found = meetings.find((one) => one.state === state);
    if (found === undefined) throw new Error(`no meeting is ${state}`);
    return found;
  };
  const [next, past] = [inState('PREPARED').id, inState('CLOSED')];
  // The first one after this week takes what this week leaves to it; the second is empty.
  await chair.must('planMeeting', { params, body: startingOn('2027-06-01') });
  const { id: empty } = await chair.must('planMeeting', { params, body: startingOn('2027-06-08') });
  const { items } = await chair.must('meeting', { params: { meeting: next } });
  const { items: before } = await chair.must('meeting', { params: { meeting: past.id } });
  const here = items.find(({ alias }) => alias === 'Casus Esdoorn');
  const [there] = before;
  if (here === undefined || there === undefined) throw new Error('the practice week is another');
  const { id: item, caseId } = here;
  const record = past.record ?? '';
  return { next, empty, closed: past.id, item, caseId, closedItem: there.id, record };
}

function startingOn(date: string) {
  return { date, startsAt: `${date}T07:00:00.000Z` };
}

async function seatOf(person: string): Promise<Writer> {
  const seat = seats.get(person) ?? (await signIn(browser, server.address, person));
  seats.set(person, seat);
  return seat;
}

/** Opens a screen and waits until its scripts are there. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${server.address}${path}`, { waitUntil: 'networkidle' });
}

/** What a reader can press or follow now, in words. */
async function waysOn(page: Page): Promise<readonly string[]> {
  const ways = page
    .locator('main, body:has([data-screen=projector]) footer')
    .locator('a[href], button:not([aria-disabled=true])')
    .filter({ visible: true });
  return (await ways.allInnerTexts()).map((text) => text.replaceAll('\n', ' ').trim());
}

describe('a screen that cannot do what it is for', () => {
  it.each(standstills)('SW1 $screen, $state: says so, and goes on', async (still) => {
    const { page } = await seatOf(still.as);
    await page.goto(`${server.address}${still.path(places)}`);
    await expect.poll(() => page.locator('main').innerText(), patience).toMatch(still.says);
    await expect
      .poll(async () => (await waysOn(page)).filter((words) => still.next.test(words)), patience)
      .not.toEqual([]);
  });
});

describe('the agenda in preparation', () => {
  it('TW14 leads to the triage board', async () => {
    const { page } = await seatOf('vt-worker');
    await open(page, `/tafel/${places.next}`);
    await page.locator('main').getByRole('link', { name: 'Triagebord' }).click(patience);
    await page.getByRole('heading', { level: 1, name: 'Triagebord' }).waitFor(patience);
    expect(page.url()).toBe(`${server.address}/tafel/${places.next}/triage`);
  });
});

const signedOut: readonly (readonly [string, (at: Places) => string])[] = [
  ['my week', () => '/'],
  ['agenda', ({ next }) => `/tafel/${next}`],
  ['intake form', ({ next }) => `/tafel/${next}/agenda/melding`],
  ['CSV', ({ next }) => `/tafel/${next}/agenda/bestand`],
  ['participants', ({ next }) => `/tafel/${next}/deelnemers`],
  ['triage', ({ next }) => `/tafel/${next}/triage`],
  ['case at the table', ({ next, item }) => `/tafel/${next}/${item}`],
  ['weighing', ({ next, item }) => `/tafel/${next}/${item}/weging`],
  ['closing', ({ next }) => `/tafel/${next}/afronden`],
  ['follow-up', ({ next }) => `/tafel/${next}/terugblik`],
  ['projector', ({ next }) => `/tafel/${next}/scherm`],
  ['sealed list', ({ record }) => `/besluiten/${record}`],
  ['case over the years', ({ caseId }) => `/casus/${caseId}`],
  ['search', () => '/casussen'],
  ['log', () => '/logboek'],
  ['requests', () => '/verzoeken'],
];

describe('somebody who is not signed in', () => {
  it.each(signedOut)('SW2 %s: signs in and comes back', async (_screen, path) => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    const page = await context.newPage();
    await open(page, path(places));
    await page.getByRole('button', { name: 'Ga verder als VT-medewerker LB' }).click(patience);
    await page.waitForURL(`${server.address}${path(places)}`, patience);
    await context.close();
  });
});

type Trouble = 'OFFLINE' | 'SERVER_FAILS' | 'SIGNED_OUT';

async function bring(trouble: Trouble, { page, context }: Writer): Promise<void> {
  if (trouble === 'SIGNED_OUT') return context.clearCookies();
  await page.route('**', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    if (trouble === 'OFFLINE') return route.abort('internetdisconnected');
    return route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>500</h1>' });
  });
}

const says: Readonly<Record<Trouble, RegExp>> = {
  OFFLINE: /Er kwam geen antwoord|Er komt geen antwoord/,
  SERVER_FAILS: /Er kwam geen antwoord|Er komt geen antwoord/,
  SIGNED_OUT: /Je bent (uitgelogd|niet ingelogd)/,
};
const troubled = fillings.flatMap((filling) =>
  (['OFFLINE', 'SERVER_FAILS', 'SIGNED_OUT'] as const).map((trouble) => ({ ...filling, trouble })),
);

async function filledIn(
  page: Page,
  { fields }: Filling,
): Promise<Readonly<Record<string, string>>> {
  const kept = Object.keys(fields).map(
    async (label) => [label, await field(page, label).inputValue()] as const,
  );
  return Object.fromEntries(await Promise.all(kept));
}

describe('what somebody filled in', () => {
  it.each(troubled)('SW3 $screen, $trouble: stays, and the screen says what to do', async (row) => {
    const seat = await signIn(browser, server.address, row.as);
    const { page } = seat;
    await open(page, row.path(places));
    await fill(page, row);
    await bring(row.trouble, seat);
    await sendButton(page, row).click(patience);
    await expect.poll(() => page.locator('main').innerText(), patience).toMatch(says[row.trouble]);
    if (row.trouble === 'SIGNED_OUT' && row.isAtTable) {
      const kept = Object.values(row.fields).join('\n');
      expect(await page.getByLabel('Jouw tekst').inputValue()).toBe(kept);
    } else {
      expect(await filledIn(page, row)).toEqual(row.fields);
      expect(await sendButton(page, row).isEnabled()).toBe(true);
    }
    if (row.trouble === 'SIGNED_OUT')
      expect((await waysOn(page)).filter((words) => /^Log.* in/.test(words))).not.toEqual([]);
    await seat.context.close();
  });
});

const live: readonly (readonly [string, (at: Places) => string])[] = [
  ['agenda', ({ next }) => `/tafel/${next}`],
  ['participants', ({ next }) => `/tafel/${next}/deelnemers`],
  ['triage', ({ next }) => `/tafel/${next}/triage`],
  ['case at the table', ({ next, item }) => `/tafel/${next}/${item}`],
  ['weighing', ({ next, item }) => `/tafel/${next}/${item}/weging`],
  ['closing', ({ next }) => `/tafel/${next}/afronden`],
  ['follow-up', ({ next }) => `/tafel/${next}/terugblik`],
];

describe('without a connection', () => {
  it.each(live)('SW4, SW5 %s: says so, stays, and is back by itself', async (_screen, path) => {
    const { page, context } = await signIn(browser, proxy.url, 'vt-worker');
    await page.goto(`${proxy.url}${path(places)}`);
    await page.getByRole('button', { name: /^\d+ aan tafel/ }).waitFor(patience);
    await page.locator('[data-saving=SAVED]').waitFor(patience);
    await cut(context);
    await page.locator('[data-saving]:not([data-saving=SAVED])').first().waitFor(patience);
    const before = page.url();
    await page.locator('nav a[href^="/tafel/"]:not([aria-current])').first().click(patience);
    await page.getByText('Een andere pagina openen kan nu niet.').waitFor(patience);
    expect(page.url()).toBe(before);
    await context.setOffline(false);
    await page.locator('[data-saving=SAVED]').first().waitFor(patience);
    await context.close();
  });

  it('SW5 projector: says that the picture may be old, until the connection is back', async () => {
    const { page, context } = await signIn(browser, proxy.url, 'chair');
    await page.goto(`${proxy.url}/tafel/${places.next}/scherm`, { waitUntil: 'networkidle' });
    await page.getByText('De tafel begint zo').waitFor(patience);
    const trouble = page.getByText('Geen verbinding. Dit beeld kan verouderd zijn.');
    await cut(context);
    await trouble.waitFor(patience);
    await context.setOffline(false);
    await trouble.waitFor({ ...patience, state: 'hidden' });
    await context.close();
  });

  it.each([
    ['my week', '/'],
    ['search', '/casussen'],
    ['sealed lists', '/besluiten'],
  ])('SW4 %s: another page cannot come, and what is here stays', async (_screen, path) => {
    const { page, context } = await signIn(browser, server.address, 'chair');
    await open(page, path);
    await context.setOffline(true);
    const before = page.url();
    await page.locator('nav a:not([aria-current])').last().click(patience);
    await page.getByText('Een andere pagina openen kan nu niet.').waitFor(patience);
    expect(page.url()).toBe(before);
    await context.close();
  });

  it('SW3 CSV: the file that was seen stays, and can be taken in later', async () => {
    const { page, context } = await signIn(browser, server.address, 'vt-worker');
    await open(page, `/tafel/${places.next}/agenda/bestand`);
    await page.locator('input[type=file]').setInputFiles(sample);
    await page.getByText('Casus Lijster').first().waitFor(patience);
    await context.setOffline(true);
    await page.getByRole('button', { name: /^Neem \d+ meldingen op/ }).click(patience);
    await page.getByText('Er komt geen antwoord').waitFor(patience);
    expect(await page.getByText('Casus Lijster').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('SW3 sign-in: says that no answer came, and everybody is still there to choose', async () => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    const page = await context.newPage();
    await open(page, '/inloggen');
    await context.setOffline(true);
    const chair = page.getByRole('button', { name: 'Ga verder als Voorzitter FK' });
    await chair.click(patience);
    await page.getByText('Er kwam geen antwoord').waitFor(patience);
    await context.setOffline(false);
    await chair.click(patience);
    await page.getByRole('heading', { level: 1, name: 'Mijn week' }).waitFor(patience);
    await context.close();
  });
});

/** The network goes, with every line that was open: a browser that is put offline keeps those. */
async function cut(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  proxy.cut();
}
