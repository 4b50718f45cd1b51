import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { openBrowser } from './support/open-browser.ts';
import { textBox, writeIn } from './support/case-sheet.ts';
import { signIn, untilSaving, type Writer } from './support/practice-note.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 60_000 };
const pauseMs = 5_000;
const secondMs = 1_000;

/** A sentence that a screen reader gets, and when by the clock of the page. */
interface Heard {
  readonly role: 'status' | 'alert';
  readonly text: string;
  readonly at: number;
}

/** Writes down every change of every live region of the page. */
const listening = `(() => {
  window.heard = [];
  const regions = '[role=status], [role=alert], [aria-live]';
  const look = (records) => {
    for (const region of new Set(records.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(regions)))) {
      const text = region?.textContent.trim() ?? '';
      if (text !== '') heard.push({ role: region.role ?? region.getAttribute('role'), text, at: Date.now() });
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`;

let browser: Browser;
let server: RunningServer;
let at: MeetingTable;
let readers: Readonly<Record<'ALL' | 'IMPORTANT' | 'SILENT', Writer>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  at = await MeetingTable.sitDown(server.address);
  await at.open();
  readers = {
    ALL: await listener('process-director', 'ALL'),
    IMPORTANT: await listener('vt-worker', 'IMPORTANT'),
    SILENT: await listener('local-team-mijnstad', 'SILENT'),
  };
});

afterAll(async () => {
  at.leave();
  await browser.close();
  await server.stop();
});

/** Somebody at a case who chose how much is read out, with a clock in their page. */
async function listener(person: string, announce: string): Promise<Writer> {
  const reader = await signIn(browser, server.address, person);
  const { page } = reader;
  await page.clock.install();
  const kept = JSON.stringify({ announce });
  await page.addInitScript(`localStorage.setItem('overlegtafel.preferences', '${kept}')`);
  await page.goto(`${server.address}/tafel/${at.meeting}/${at.itemOf('Esdoorn')}`);
  await page.locator('[data-saving=SAVED]').waitFor(patience);
  await page.getByRole('textbox').first().waitFor(patience);
  await page.evaluate(listening);
  // From here on its clock goes only when the test lets it: a busy machine changes no moment.
  await page.clock.pauseAt(Date.now() + secondMs);
  return reader;
}

function heardOn(page: Page): Promise<readonly Heard[]> {
  return page.evaluate<Heard[]>('heard');
}

/** A minute in which somebody comes, goes or brings a case to the table every second. */
async function busyMinute(): Promise<void> {
  const params = { meeting: at.meeting };
  const cases = ['Vlier', 'Linde', 'Olm', 'Iep'];
  for (let second = 0; second < 60; second += 1) {
    const item = at.itemOf(cases[(second / 4) % cases.length] ?? 'Vlier');
    if (second % 4 === 0) await at.as('chair').must('bringToTable', { params: { item } });
    if (second % 4 === 1) await at.as('police').must('leaveMeeting', { params });
    if (second % 4 === 2) await at.as('police').must('enterMeeting', { params });
    for (const { page } of Object.values(readers)) await page.clock.runFor(secondMs);
  }
}

/** Lets the clock of a page go until its reader heard this. */
async function untilHeard({ page }: Writer, words: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      await page.clock.runFor(secondMs);
      return (await heardOn(page)).map(({ text }) => text).join('\n');
    }, patience)
    .toMatch(words);
}

describe('a busy minute', () => {
  it('SH1, SH5 is read out at most every 5 seconds, to each as much as they chose', async () => {
    await busyMinute();
    const texts = async ({ page }: Writer) =>
      (await heardOn(page)).map(({ text }) => text).join('\n');
    const advance = async ({ page }: Writer) => page.clock.runFor(secondMs);

    await expect
      .poll(async () => (await advance(readers.ALL), texts(readers.ALL)), patience)
      .toMatch(/De voorzitter is bij [^]*Politie JD/);
    await expect
      .poll(async () => (await advance(readers.IMPORTANT), texts(readers.IMPORTANT)), patience)
      .toMatch(/De voorzitter is bij/);
    expect(await texts(readers.IMPORTANT)).not.toContain('Politie JD');
    expect(await texts(readers.SILENT)).toBe('');

    for (const { page } of Object.values(readers)) {
      const told = (await heardOn(page)).filter(({ role }) => role === 'status');
      const gaps = told.slice(1).map((one, index) => one.at - (told[index]?.at ?? 0));
      expect(gaps.filter((gap) => gap < pauseMs)).toEqual([]);
    }
  });

  it('SH6 an alert does not wait for its turn, not for whoever asked for silence either', async () => {
    const { page, context } = readers.SILENT;
    await context.request.post(`${server.address}/api/v1/sign-out`, { data: {} });
    await expect
      .poll(async () => {
        await page.clock.runFor(secondMs);
        return (await heardOn(page)).filter(({ role }) => role === 'alert');
      }, patience)
      .toHaveLength(1);
  });
});

describe('writing', () => {
  it('SH7 is summed up once it is quiet, for who hears everything', async () => {
    const writer = await signIn(browser, server.address, 'chair');
    await writer.page.goto(`${server.address}/tafel/${at.meeting}/${at.itemOf('Esdoorn')}`);
    await untilSaving(writer.page, 'SAVED');
    await writer.page.locator('[data-field=facts] [contenteditable=true]').waitFor(patience);
    await writeIn(writer.page, 'Feiten', 'De buren hoorden niets. Moeder belde zelf.');
    await expect
      .poll(() => textBox(writer.page, 'Feiten').textContent(), patience)
      .toContain('Moeder belde zelf.');
    // Its editor needs its clock to show what came: far less than would be quiet.
    await expect
      .poll(async () => {
        await readers.ALL.page.clock.runFor(20);
        return textBox(readers.ALL.page, 'Feiten').textContent();
      }, patience)
      .toContain('Moeder belde zelf.');
    await untilHeard(readers.ALL, /Voorzitter FK heeft 2 zinnen toegevoegd/);
    const heard = await heardOn(readers.IMPORTANT.page);
    expect(heard.filter(({ text }) => text.includes('zinnen'))).toEqual([]);
    await writer.context.close();
  });
});
