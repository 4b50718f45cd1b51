import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let worker: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  worker = await journey.come('vt-worker');
  await journey.openCase(worker, await journey.itemOf('Linde'));
});

afterAll(async () => {
  await journey?.end();
});

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** Pastes as a word processor gives it: the same text in two forms. */
async function paste(page: Page, name: string, forms: Readonly<Record<string, string>>) {
  await box(page, name).click(patience);
  await page.evaluate(`{
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(${JSON.stringify(forms)})) data.setData(type, text);
    const how = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', how));
  }`);
}

const word = `<html><head><style>p.MsoNormal { margin: 0 }</style></head><body>
<p class=MsoNormal>Vader is <del cite="mailto:x" datetime="2026-11-24">dronken</del><ins>rustig</ins>.<span class=MsoCommentReference>[LB1]</span></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Moeder slaapt bij oma.</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Zoon gaat naar school.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>Bel de school.</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Weet je dit zeker?</p></div></div>
</body></html>`;

describe('a text from Word', () => {
  it('CS320 comes in as it is read there: without what was taken out and remarks, and with its lists', async () => {
    const { page } = worker;
    await paste(page, 'Feiten', { 'text/html': word, 'text/plain': 'dronken' });
    const facts = box(page, 'Feiten');
    await expect.poll(() => facts.innerText(), { timeout: 15_000 }).toContain('Vader is rustig.');
    const text = await facts.innerText();
    for (const gone of ['dronken', 'LB1', 'Weet je dit zeker', '·', 'margin'])
      expect(text).not.toContain(gone);
    expect(await facts.locator('ul > li').allInnerTexts()).toEqual([
      'Moeder slaapt bij oma.',
      'Zoon gaat naar school.',
    ]);
    expect(await facts.locator('ol > li').allInnerTexts()).toEqual(['Bel de school.']);
  });

  it('CS320 with drawn dots and no form has dashes', async () => {
    const { page } = worker;
    await paste(page, 'Zorgen', { 'text/plain': '·\tDrank in huis\n•  Schulden' });
    await expect
      .poll(() => box(page, 'Zorgen').innerText(), patience)
      .toMatch(/- Drank in huis\s+- Schulden/);
  });
});

it('CS380 a paste that is far too large does not come in, and the text says so', async () => {
  const { page } = worker;
  const before = await box(page, 'Feiten').innerText();
  await paste(page, 'Feiten', { 'text/plain': 'woord '.repeat(6_000) });
  await page.getByText('36.000 tekens, en hier passen er 30.000').waitFor(patience);
  expect(await box(page, 'Feiten').innerText()).toBe(before);
  await journey.look(worker, 'too-much-pasted');
  await paste(page, 'Feiten', { 'text/html': `<p>${'w'.repeat(40_000)}</p>` });
  await page.getByText('40.007 tekens, en hier passen er 30.000').waitFor(patience);
  expect(await box(page, 'Feiten').innerText()).toBe(before);
  await paste(page, 'Feiten', { 'text/plain': 'Dit past wel.' });
  await expect.poll(() => box(page, 'Feiten').innerText(), patience).toContain('Dit past wel.');
});

describe('a file that is dropped beside a field', () => {
  it('SH324 does not leave the page, and it is said where files are taken in', async () => {
    const { page } = worker;
    const address = page.url();
    const isRefused = await page.evaluate<unknown>(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['geheim'], 'verslag.docx'));
      const how = { dataTransfer, bubbles: true, cancelable: true };
      const main = document.querySelector('main');
      return ['dragover', 'drop'].map((type) => !main.dispatchEvent(new DragEvent(type, how)));
    })()`);
    expect(isRefused).toEqual([true, true]);
    await page.getByText('Een bestand kun je hier niet neerzetten.').waitFor(patience);
    expect(page.url()).toBe(address);
    await journey.look(worker, 'dropped-file');
    await page.getByRole('button', { name: 'Begrepen' }).first().click();
    const isLeft = await page.evaluate<unknown>(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', 'een stuk tekst');
      const how = { dataTransfer, bubbles: true, cancelable: true };
      return document.querySelector('main').dispatchEvent(new DragEvent('dragover', how));
    })()`);
    // Words that are dragged are left to the browser.
    expect(isLeft).toBe(true);
  });
});

describe('a browser that translates', () => {
  it.each(['', 'inloggen', 'besluiten'])(
    'SH326 is asked to leave the page %j as it is: its words stay here',
    async (path) => {
      const html = await (await worker.page.request.get(`${journey.address}/${path}`)).text();
      expect(html).toMatch(/<html[^>]* translate="no"/);
      expect(html).toContain('<meta name="google" content="notranslate"');
    },
  );
});

describe('a robot', () => {
  it('SH327 is asked to read nothing here', async () => {
    const answer = await worker.page.request.get(`${journey.address}/robots.txt`);
    expect([answer.status(), await answer.text()]).toEqual([200, 'User-agent: *\nDisallow: /\n']);
  });
});
