import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { productionSettings } from './support/production-settings.ts';
import { type RunningServer, startServer } from './support/start-server.ts';
import { watchPage } from './support/watch-page.ts';

const dutch: BrowserContextOptions = { locale: 'nl-NL' };
const smallestTargetPx = 44;
const place = '/onderdelen';

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function visit(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ ...dutch, ...options })).newPage();
  await page.goto(server.address + place, { waitUntil: 'networkidle' });
  return page;
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent.trim()');
}

/** How often the button "Actie is klaar" and its keys were used, as it is read out. */
async function untilSaid(page: Page, text: string): Promise<void> {
  await expect
    .poll(() => page.locator('[data-announced=status]').textContent(), { timeout: 15_000 })
    .toContain(text);
}

const looks = [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'forced colours', options: { forcedColors: 'active' } },
] satisfies { name: string; options: BrowserContextOptions }[];

describe.each(looks)('the building blocks in $name', ({ options }) => {
  it.each([320, 1440])('have nothing for axe to find at %i px, each layer open', async (width) => {
    const page = await visit({ ...options, viewport: { width, height: width < 600 ? 6500 : 800 } });
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stel uit' }).click();
    await page.getByRole('group', { name: 'Er is 1 punt dat nog niet klopt' }).waitFor();
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Instellingen' }).click();
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Meer over 48-03' }).click();
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await axeFlawsOf(page)).toEqual([]);
  });
});

describe('the building blocks', () => {
  it('would be found out by axe: a button without a name, and letters that are too pale', async () => {
    const page = await visit();
    await page.evaluate(`{
      const pale = Object.assign(document.createElement('p'), { textContent: 'Bleek' });
      Object.assign(pale.style, { color: '#ccc', background: '#fff' });
      document.querySelector('main').append(document.createElement('button'), pale);
    }`);
    const found = await axeFlawsOf(page);
    expect(found.map((words) => words.split(':')[0])).toEqual(['button-name', 'color-contrast']);
  });

  it.each([320, 360, 1440])('do not scroll sideways at %i px', async (width) => {
    const page = await visit({ viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Alle toetsen' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('do not scroll sideways when letters are twice as large', async () => {
    const page = await visit({ viewport: { width: 640, height: 800 } });
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(640);
  });

  it('are 44 px high where they can be pressed', async () => {
    const page = await visit({ viewport: { width: 320, height: 800 } });
    await page.keyboard.press('?');
    const all = 'a:not(.nl-skip-link), button, select, input, summary, textarea';
    const tooSmall: string[] = [];
    for (const control of await page.locator(all).all()) {
      if (!(await control.isVisible())) continue;
      const isMark = ['checkbox', 'radio'].includes((await control.getAttribute('type')) ?? '');
      const target = isMark ? control.locator('xpath=ancestor::label') : control;
      const height = (await target.boundingBox())?.height ?? 0;
      if (height < smallestTargetPx) tooSmall.push(`${await control.innerText()}: ${height} px`);
    }
    expect(tooSmall).toEqual([]);
  });

  it('show in forced colours what is chosen by a border of its own', async () => {
    const page = await visit({ forcedColors: 'active' });
    const border = (isChecked: boolean) =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('[role=radio][aria-checked=${isChecked}]')).borderTopWidth`,
      );
    expect(await border(true)).not.toBe(await border(false));
  });

  it('break no rule of the security policy and ask nobody else for anything', async () => {
    const page = await (await browser.newContext(dutch)).newPage();
    const misdeeds = watchPage(page, server.address);
    await page.goto(server.address + place, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Instellingen' }).click();
    await page.getByRole('button', { name: 'Donker' }).click();
    expect(misdeeds).toEqual({ complaints: [], strangers: [] });
  });

  it('SH21 say on every width how saving goes', async () => {
    for (const width of [320, 768, 1440]) {
      const page = await visit({ viewport: { width, height: 800 } });
      expect(await page.locator('header').getByText('Alles opgeslagen').isVisible()).toBe(true);
    }
  });

  it('do not exist where it is for real', async () => {
    const production = await productionSettings();
    const running = await startServer({ settings: production.settings });
    try {
      expect((await fetch(running.address + place)).status).toBe(404);
    } finally {
      await running.stop();
      await production.remove();
    }
  });
});

describe('a control', () => {
  it('that cannot be used yet keeps the focus, says why and does nothing', async () => {
    const page = await visit();
    const button = page.getByRole('button', { name: 'Sluit de tafel' });
    await button.focus();
    expect(await focused(page)).toBe('Sluit de tafel');
    await page.keyboard.press('Enter');
    await page.getByText('0 keer gedrukt').waitFor();
    const reason = (await button.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${reason}"]`).textContent()).toMatch(/als de 4 punten/);
  });

  it('with choices moves by arrows and changes only on purpose', async () => {
    const page = await visit();
    const chosen = () => page.getByRole('radio', { checked: true }).first().textContent();
    await page.getByRole('radio', { name: 'Alleen met voorwaarden' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('Nee');
    expect(await chosen()).toContain('Alleen met voorwaarden');
    await page.keyboard.press('Space');
    expect(await chosen()).toContain('Nee');
  });

  it('in conflict is settled with one click', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'FK: vr 27 nov' }).click();
    await page.getByText('2026-11-27').waitFor();
  });

  it('that is not right is named in a summary that takes the focus and leads to it', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Stel uit' }).click();
    const link = page.getByRole('link', { name: /^Vul een datum in/ });
    await link.waitFor();
    expect(await focused(page)).toContain('Er is 1 punt dat nog niet klopt');
    const describer = await page.locator('#check-date').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${describer}"]`).textContent()).toMatch(/^Vul een datum in/);
    await link.click();
    expect(await page.evaluate('document.activeElement.id')).toBe('check-date');
  });
});

describe('a layer', () => {
  it('of a menu goes by arrows and letters, and gives the focus back', async () => {
    const page = await visit();
    const opener = page.getByRole('button', { name: 'Meer over 48-03' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Zet bovenaan');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toContain('Rond af');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toContain('Rond af');
    await page.keyboard.press('k');
    expect(await focused(page)).toBe('Kies een eigenaar');
    await page.keyboard.press('Enter');
    await page.getByText('Gekozen: owner').waitFor();
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Meer over 48-03');
  });

  it('of a dialog gives the focus back however it closes', async () => {
    const page = await visit();
    const opener = page.getByRole('button', { name: 'Open een venster' });
    for (const close of ['Escape', 'Sluiten', 'Toch niet']) {
      await opener.click();
      const dialog = page.getByRole('dialog', { name: 'Casus uitstellen' });
      await dialog.waitFor();
      if (close === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: close }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe('Open een venster');
    }
  });
});

describe('keys and commands', () => {
  it('SH10 SH16 a letter runs its command, not in a text field, and the palette finds it', async () => {
    const page = await visit();
    await page.keyboard.press('a');
    await untilSaid(page, 'Actie 1 is klaar.');
    const field = page.getByLabel('Nieuwe actie');
    await field.fill('b');
    await field.press('a');
    expect(await field.inputValue()).toMatch(/^(ab|ba)$/);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nieuwe');
    await page.keyboard.press('Enter');
    await untilSaid(page, 'Actie 2 is klaar.');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT');
  });

  it('SH11 SH12 SH13 SH17 are changed in the overview, and stay so', async () => {
    const page = await visit();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Alle toetsen' });
    const change = dialog.getByRole('button', { name: /: Nieuwe actie$/ });
    await change.click();
    await page.keyboard.press('j');
    await dialog.getByText('Die toets hoort al bij: Volgende casus').waitFor();
    await page.keyboard.press('q');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.reload({ waitUntil: 'networkidle' });
    await page.keyboard.press('a');
    await page.keyboard.press('q');
    await untilSaid(page, 'Actie 1 is klaar.');
    await page.getByRole('button', { name: 'Instellingen' }).click();
    await page.getByLabel('Losse letters en tekens als toets').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.keyboard.press('Control+Enter');
    await untilSaid(page, 'Actie 2 is klaar.');
    expect(await dialog.isVisible()).toBe(false);
  });
});

describe('the theme', () => {
  it('SH20 is written by the server after a choice, with JavaScript and without', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await visit({ javaScriptEnabled, colorScheme: 'light' });
      expect(await page.getAttribute('html', 'data-theme')).toBe('system');
      const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const before = javaScriptEnabled ? await ground() : '';
      await page.getByRole('button', { name: 'Instellingen' }).click();
      const kept = page.waitForResponse((answer) => answer.url().endsWith('/thema'));
      await page.getByRole('button', { name: 'Donker' }).click();
      await kept;
      if (javaScriptEnabled) expect(await ground()).not.toBe(before);
      const html = await (await page.context().request.get(server.address + place)).text();
      expect(html).toContain('data-theme="dark"');
      expect(html).toContain('<meta name="color-scheme" content="dark"');
    }
  });
});
