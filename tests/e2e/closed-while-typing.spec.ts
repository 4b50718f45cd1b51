import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { answerSheet } from '../meeting/case-plan.ts';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { openCase } from './support/at-table.ts';
import { textBox, writeIn } from './support/case-sheet.ts';
import { patience } from './support/journey.ts';
import { openBrowser } from './support/open-browser.ts';
import { lookAt } from './support/picture.ts';
import { signIn, untilSaving } from './support/practice-note.ts';
import { startServer, type RunningServer } from './support/start-server.ts';

const words = z.looseObject({
  texts: z.looseObject({ facts: z.string(), worries: z.string() }),
});

let browser: Browser;
let server: RunningServer;
let proxy: Proxy;
let at: MeetingTable;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  proxy = await startProxy({ target: server.address });
  at = await MeetingTable.sitDown(server.address);
  await at.open();
  for (const plan of answerSheet.filter(({ alias }) => at.aliases.includes(alias)))
    await at.discuss(plan);
});

afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  at?.leave();
  await browser?.close();
  await proxy?.close();
  await server?.stop();
});

async function come(person: string, address = server.address): Promise<Page> {
  const { context, page } = await signIn(browser, address, person);
  contexts.push(context);
  return page;
}

it('TL76, TL77 the table is closed while two people type: every letter is in the record or with its author', async () => {
  const item = at.itemOf('Esdoorn');
  const [chair, typist, cutOff] = [
    await come('chair'),
    await come('vt-worker'),
    await come('police', proxy.url),
  ];
  await chair.goto(`${server.address}/tafel/${at.meeting}/afronden`);
  await openCase(typist, `${server.address}/tafel/${at.meeting}/${item}`);
  await openCase(cutOff, `${proxy.url}/tafel/${at.meeting}/${item}`);
  await writeIn(cutOff, 'Zorgen', 'Dit staat er. ');
  await untilSaving(cutOff, 'SAVED');
  await cutOff.context().setOffline(true);
  proxy.cut();
  await cutOff.keyboard.type('Dit komt te laat.');
  await untilSaving(cutOff, 'WAITING');

  await typist.evaluate(remember);
  await textBox(typist, 'Feiten').click();
  const typing = typeUntilClosed(typist);
  await expect.poll(() => typed(typist), patience).toContain('woord 5');
  await chair.getByRole('button', { name: 'Sluit de tafel' }).click(patience);
  await chair.getByRole('heading', { name: /^Besluitenlijst week/ }).waitFor(patience);
  await typing;
  await cutOff.context().setOffline(false);

  const { facts, worries } = await sealedTexts();
  await typist.getByText('Voorzitter FK sloot de tafel', { exact: true }).waitFor(patience);
  await cutOff.getByLabel('Jouw tekst').waitFor(patience);
  await cutOff.getByText('De tafel is gesloten. Wat je daarna schreef').first().waitFor(patience);
  await cutOff.getByText('Huisverbod van tien dagen', { exact: false }).first().waitFor(patience);
  await lookAt(cutOff, 'te-laat-getypt');
  await lookAt(typist, 'gesloten-tijdens-typen');
  expect(letters(facts + (await lostAt(typist)))).toBe(letters(await typed(typist)));
  expect(letters(worries)).toBe(letters('Dit staat er.'));
  expect(await lostAt(cutOff)).toBe('Dit komt te laat.');
  if ((await lostAt(typist)) === '')
    expect(await typist.getByText('Niet opgeslagen').count()).toBe(0);

  await typist.getByRole('link', { name: 'Open de besluitenlijst' }).first().click();
  await typist.getByRole('heading', { name: 'Casus Esdoorn' }).waitFor(patience);
});

/** Keeps what stands in the facts on this screen, up to the moment at which one cannot type there any more. */
const remember = `new MutationObserver(() => {
  const box = document.querySelector('[data-field=facts] [role=textbox]');
  if (box) globalThis.typedFacts = box.textContent;
}).observe(document.body, { subtree: true, childList: true, characterData: true })`;

function typed(page: Page): Promise<string> {
  return page.evaluate<string>(`globalThis.typedFacts ?? ''`);
}

async function typeUntilClosed(page: Page): Promise<void> {
  const mostWords = 2_000;
  for (let word = 0; word < mostWords; word += 1) {
    if ((await textBox(page, 'Feiten').count()) === 0) return;
    await page.keyboard.type(`woord ${word} `);
  }
}

async function lostAt(page: Page): Promise<string> {
  const box = page.getByLabel('Jouw tekst');
  return (await box.count()) === 0 ? '' : box.inputValue();
}

async function sealedTexts(): Promise<{ readonly facts: string; readonly worries: string }> {
  const { record = '' } = await at.read();
  const { items } = await at.as('chair').must('record', { params: { record } });
  return words.parse(items.find(({ alias }) => alias === 'Casus Esdoorn')).texts;
}

function letters(text: string): string {
  return text.replace(/\s/g, '');
}
