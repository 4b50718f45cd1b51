import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { type Screen, screensOf } from './support/screens.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

/** What a page brings over the network, compressed, in KB of 1,000 bytes. */
interface Weight {
  readonly name: string;
  readonly scripts: number;
  /** What the page needs before it works; the editor comes after. */
  readonly editor: number;
  readonly styles: number;
  readonly fonts: number;
  readonly elsewhere: readonly string[];
}

const goalKb = 110;
/** Screens that are above the goal (docs/quality.md). They may become lighter, never heavier. */
const aboveGoal: Readonly<Record<string, number>> = {
  agenda: 140,
  'agenda-gemeente': 140,
  tafel: 180,
  'tafel-wijkteam': 180,
  weging: 145,
  triage: 135,
};

let browser: Browser;
let server: RunningServer;
const weights = new Map<string, Weight>();

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  for await (const screen of screensOf(server.address))
    weights.set(screen.name, await weigh(screen));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function weigh({ name, as, path, whole = 'main' }: Screen): Promise<Weight> {
  const context = await browser.newContext({ locale: 'nl-NL' });
  const headers = { origin: server.address };
  if (as !== undefined)
    await context.request.post(`${server.address}/api/v1/practice/sign-in`, {
      data: { person: as },
      headers,
    });
  const page = await context.newPage();
  const weight = weighing(name, page);
  await page.goto(server.address + path, { waitUntil: 'networkidle' });
  await page.locator(whole).first().waitFor();
  await page.waitForLoadState('networkidle');
  const answer = await weight();
  await context.close();
  return answer;
}

function weighing(name: string, page: Page): () => Promise<Weight> {
  const parts: Promise<{ kind: string; bytes: number; isEditor: boolean }>[] = [];
  const elsewhere: string[] = [];
  page.on('response', (response) => {
    const url = response.url();
    if (!url.startsWith(server.address) && !url.startsWith('data:')) elsewhere.push(url);
    const kind = response.request().resourceType();
    if (!['script', 'stylesheet', 'font'].includes(kind)) return;
    parts.push(
      response.body().then((body) => ({
        kind,
        bytes: kind === 'font' ? body.length : brotliCompressSync(body).length,
        isEditor: kind === 'script' && body.includes('ProseMirror-'),
      })),
    );
  });
  return async () => {
    const all = await Promise.all(parts);
    const sum = (isIt: (part: (typeof all)[number]) => boolean) =>
      all.filter(isIt).reduce((total, { bytes }) => total + bytes, 0) / 1000;
    return {
      name,
      scripts: sum(({ kind, isEditor }) => kind === 'script' && !isEditor),
      editor: sum(({ isEditor }) => isEditor),
      styles: sum(({ kind }) => kind === 'stylesheet'),
      fonts: sum(({ kind }) => kind === 'font'),
      elsewhere,
    };
  };
}

describe('what a page brings', () => {
  it('SH30 is no style of more than 30 KB, no font of more than 60 KB, and nothing from elsewhere', () => {
    const rest = [...weights.values()];
    expect(rest.length).toBeGreaterThan(20);
    expect(rest.filter(({ styles }) => styles > 30)).toEqual([]);
    expect(rest.filter(({ fonts }) => fonts > 60)).toEqual([]);
    expect(rest.flatMap(({ elsewhere }) => elsewhere)).toEqual([]);
  });

  it('SH31 is no script above the goal, or above what stands for its screen, and the editor comes later', () => {
    const all = [...weights.values()];
    const tooMuch = all.filter(({ name, scripts }) => scripts > (aboveGoal[name] ?? goalKb));
    expect(tooMuch.map(({ name, scripts }) => `${name}: ${scripts}`)).toEqual([]);
    expect(all.filter(({ editor }) => editor > 90).map(({ name }) => name)).toEqual([]);
    expect(weights.get('tafel')?.editor).toBeGreaterThan(0);
    expect(weights.get('mijn-week')?.editor).toBe(0);
  });
});
