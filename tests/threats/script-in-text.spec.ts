import { itemRoom } from '@overlegtafel/protocol';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../e2e/support/open-browser.ts';
import { signIn } from '../e2e/support/practice-note.ts';
import { watchPage } from '../e2e/support/watch-page.ts';
import { ServerUnderTest } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { idOf, writeParagraph } from '../meeting/write-case.ts';
import { scriptCorpus } from './script-corpus.ts';

const table = 'oefentafel';
const inOneReport = 30;
let folder: string;
let server: ServerUnderTest;
let browser: Browser;
let meeting: string;
const planted: { readonly item: string; readonly caseId: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-script-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  browser = await openBrowser();
  const vt = await Participant.signIn(server.url, 'vt-worker');
  const { meetings } = await vt.must('meetings', { params: { table } });
  meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
  for (let at = 0; at < scriptCorpus.length; at += inOneReport)
    await plant(vt, scriptCorpus.slice(at, at + inOneReport));
  vt.leave();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A case in whose words stand these texts: as they were reported, proposed and written. */
async function plant(vt: Participant, texts: readonly string[]): Promise<void> {
  const n = planted.length + 1;
  const summary = texts.join(' ');
  const [one = '', other = ''] = texts;
  const { item = '', caseId } = await vt.must('takeInReport', {
    params: { table },
    body: {
      signal: 'REPORT',
      kind: 'FIRST',
      source: 'EDUCATION',
      reporterKind: 'KNOWN',
      receivedAt: new Date(Date.now() - 86_400_000).toISOString(),
      summary,
      reporter: { name: one, contact: other },
      opens: {
        alias: `Casus Proef ${n}`,
        municipality: 'mijnstad',
        household: [
          { role: 'MOTHER', isChild: false, whereabouts: one, confidentialAddress: other },
        ],
      },
      meeting,
    },
  });
  const body = { kind: 'INVESTIGATION', words: summary.slice(0, 1_900) } as const;
  await vt.must('propose', { params: { item }, body });
  const document = await vt.open(itemRoom(idOf('ItemId', item)));
  await document.write((doc) => {
    for (const field of ['facts', 'worries', 'strengths', 'childVoice', 'decisionText'])
      writeParagraph(doc, field, summary);
  });
  document.vanish();
  planted.push({ item, caseId });
}

async function show(page: Page, path: string): Promise<string> {
  await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
  // What the page makes of it after it came to life counts too.
  await page.locator('main, body').first().waitFor();
  return page.locator('body').innerText();
}

describe('script in what people write', () => {
  it('TH17 is shown as it was written, and run by no page', async () => {
    expect(scriptCorpus.length).toBeGreaterThanOrEqual(500);
    const { page, context } = await signIn(browser, server.url, 'vt-worker');
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const { complaints, strangers } = watchPage(page, server.url);
    const shown: string[] = [];
    for (const { item, caseId } of planted)
      for (const path of [`/tafel/${meeting}/${item}`, `/casus/${caseId}`])
        shown.push(await show(page, path));
    for (const path of ['', '/agenda', '/triage', '/afronden'])
      shown.push(await show(page, `/tafel/${meeting}${path}`));
    await context.close();
    expect(shown.filter((text) => text.includes('alert(1)')).length).toBeGreaterThan(
      planted.length,
    );
    expect(dialogs).toEqual([]);
    expect(strangers).toEqual([]);
    expect(complaints.filter((text) => /Content Security Policy|Refused to/i.test(text))).toEqual(
      [],
    );
  }, 300_000);
});
