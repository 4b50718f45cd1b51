import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { axeFlawsOf } from './support/axe-flaws.ts';
import {
  answer,
  openSheet,
  textBox,
  untilChosen,
  untilText,
  writeIn,
} from './support/case-sheet.ts';
import { openBrowser } from './support/open-browser.ts';
import { signIn, untilSaving, type Writer } from './support/practice-note.ts';
import { startServer, type RunningServer } from './support/start-server.ts';
import { watchPage } from './support/watch-page.ts';

let browser: Browser;
let server: RunningServer;
let proxy: Proxy;
let writers: Writer[] = [];
/** A case of its own for each test. */
const cases = ['esdoorn', 'linde', 'wilg', 'berk', 'vlier', 'els', 'ceder', 'beuk', 'iep'];
let item = '';

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  proxy = await startProxy({ target: server.address });
  item = cases.shift() ?? 'den';
});

afterEach(async () => {
  await Promise.all(writers.map(({ context }) => context.close()));
  writers = [];
  await proxy.close();
});

async function come(person: string): Promise<Writer> {
  const writer = await signIn(browser, proxy.url, person);
  writers.push(writer);
  await openSheet(writer.page, proxy.url, item);
  return writer;
}

/** Both work on without a connection until what is given back is called. */
async function cutOff(...cut: readonly Writer[]): Promise<() => Promise<void>> {
  await Promise.all(cut.map(({ context }) => context.setOffline(true)));
  proxy.cut();
  return async () => {
    await Promise.all(cut.map(({ context }) => context.setOffline(false)));
    await Promise.all(cut.map(({ page }) => untilSaving(page, 'SAVED')));
  };
}

describe('two people at one case', () => {
  it('CS30 write in the facts, see what the other writes, who it is and where', async () => {
    const chair = await come('chair');
    const police = await come('police');
    await writeIn(chair.page, 'Feiten', 'Partner is aangehouden.');
    await untilText(police.page, 'Feiten', 'Partner is aangehouden.');
    await textBox(police.page, 'Feiten').click();
    await police.page.keyboard.press('Control+End');
    await police.page.keyboard.press('Enter');
    await police.page.keyboard.type('De kinderen waren erbij.');
    await untilText(chair.page, 'Feiten', 'Partner is aangehouden.\nDe kinderen waren erbij.');
    await chair.page.getByText('Politie JD schrijft mee').waitFor();
    await chair.page.getByText('Politie JD is hier bezig').waitFor();
    const initials = `[...document.querySelectorAll('[data-field=facts] [role=textbox] p')]
      .map((line) => line.dataset.initials)`;
    await expect.poll(() => chair.page.evaluate<unknown>(initials)).toEqual(['FK', 'JD']);
    expect(await textBox(chair.page, 'Feiten').textContent()).not.toContain('Politie');
    await Promise.all([untilSaving(chair.page, 'SAVED'), untilSaving(police.page, 'SAVED')]);
  });

  it('CS3 choose at the same time, see both choices with both names, and one click settles it', async () => {
    const chair = await come('chair');
    const police = await come('police');
    const back = await cutOff(chair, police);
    await answer(chair.page, 'Nu handelen').click();
    await answer(police.page, 'Binnen de termijn').click();
    await back();
    for (const { page } of [chair, police]) {
      await page.getByRole('button', { name: 'Voorzitter FK: Nu handelen' }).waitFor();
      await page.getByRole('button', { name: 'Politie JD: Binnen de termijn' }).waitFor();
    }
    await chair.page.getByRole('button', { name: 'Politie JD: Binnen de termijn' }).click();
    for (const { page } of [chair, police]) {
      await untilChosen(page, 'Binnen de termijn');
      await expect.poll(() => page.getByText('tegelijk').count()).toBe(0);
    }
  });

  it('CS10 undo takes back my own change only, in a choice and in a text', async () => {
    const chair = await come('chair');
    const police = await come('police');
    const safety = (page: Page) => page.locator('[data-part=safety] [aria-checked=true]');
    await answer(chair.page, 'Nee').first().click();
    await safety(police.page).getByText('Nee').waitFor();
    await writeIn(chair.page, 'Zorgen', 'Van de voorzitter. ');
    await untilText(police.page, 'Zorgen', 'Van de voorzitter. ');
    await writeIn(police.page, 'Zorgen', 'Van de politie.');
    await untilText(chair.page, 'Zorgen', 'Van de voorzitter. Van de politie.');
    await textBox(chair.page, 'Zorgen').press('Control+z');
    await untilText(chair.page, 'Zorgen', 'Van de politie.');
    await untilText(police.page, 'Zorgen', 'Van de politie.');
    await chair.page.getByRole('button', { name: 'Maak ongedaan' }).click();
    await expect.poll(() => safety(police.page).count()).toBe(0);
    await untilText(chair.page, 'Zorgen', 'Van de politie.');
  });

  it('CS31 are not moved by what the other writes: focus, selection and scrolling stay', async () => {
    const chair = await come('chair');
    const police = await come('police');
    await writeIn(chair.page, 'Stem van het kind', 'Ik slaap met mijn schoenen aan.');
    await chair.page.keyboard.press('Home');
    await chair.page.keyboard.press('Shift+Control+ArrowRight');
    await untilText(police.page, 'Stem van het kind', 'Ik slaap met mijn schoenen aan.');
    const before = await standing(chair);
    expect(before.selected).toBe('Ik');
    await writeIn(police.page, 'Stem van het kind', ' Dat zei ze tegen de juf.');
    await police.page.keyboard.press('Control+Home');
    await police.page.keyboard.type('Dochter van 6: ');
    await answer(police.page, 'Weten we niet').click();
    await untilText(
      chair.page,
      'Stem van het kind',
      'Dochter van 6: Ik slaap met mijn schoenen aan. Dat zei ze tegen de juf.',
    );
    await untilChosen(chair.page, 'Weten we niet');
    expect(await standing(chair)).toEqual(before);
  });

  it('CS31 typing in a text that others filled meanwhile replaces nothing of theirs', async () => {
    const chair = await come('chair');
    const police = await come('police');
    await writeIn(chair.page, 'Feiten', 'Van de voorzitter.');
    await untilText(police.page, 'Feiten', 'Van de voorzitter.');
    await textBox(police.page, 'Feiten').focus();
    await police.page.keyboard.type('Politie: ');
    const text = () => textBox(chair.page, 'Feiten').locator('p').first().textContent();
    await expect.poll(text).toContain('Politie: ');
    expect((await text())?.replace('Politie: ', '')).toBe('Van de voorzitter.');
  });

  it('CS20 an action typed in one line without the mouse is at the other with owner and date', async () => {
    const chair = await come('chair');
    const police = await come('police');
    await chair.page.getByLabel('Nieuwe actie').focus();
    await chair.page.keyboard.type('bel school @sm');
    await chair.page.keyboard.press('Enter');
    await chair.page.keyboard.type('31-12-2030');
    await chair.page.keyboard.press('Enter');
    const list = police.page.locator('[data-action]');
    await list.getByText('bel school', { exact: true }).waitFor();
    const owner = list.getByLabel('Eigenaar van ‘bel school’').locator('option:checked');
    expect(await owner.textContent()).toBe('Wijkteam SM');
    expect(await list.getByLabel('Termijn van ‘bel school’').inputValue()).toBe('2030-12-31');
    expect(await chair.page.getByLabel('Nieuwe actie').inputValue()).toBe('');
    await police.page.getByRole('button', { name: 'Trek in: bel school' }).click();
    await expect.poll(() => chair.page.locator('[data-action]').count()).toBe(0);
    await chair.page.getByText('1 ingetrokken').click();
    await chair.page.getByRole('button', { name: 'Zet terug: bel school' }).click();
    await list.getByText('bel school', { exact: true }).waitFor();
  });

  it('CS32 one has the pen of the decision, and the other takes it over', async () => {
    const chair = await come('chair');
    const police = await come('police');
    await writeIn(police.page, 'In eigen woorden', 'Veilig Thuis houdt de casus.');
    await chair.page.getByText('Politie JD heeft de pen.').waitFor();
    await writeIn(chair.page, 'In eigen woorden', 'niet');
    await untilText(chair.page, 'In eigen woorden', 'Veilig Thuis houdt de casus.');
    await chair.page.getByRole('button', { name: 'Neem over' }).click();
    await police.page.getByText('Voorzitter FK heeft de pen.').waitFor();
    await writeIn(chair.page, 'In eigen woorden', ' Deze week.');
    await untilText(police.page, 'In eigen woorden', 'Veilig Thuis houdt de casus. Deze week.');
  });

  it('CS33 what is written without a connection comes together when it is back', async () => {
    const chair = await come('chair');
    const police = await come('police');
    const back = await cutOff(chair);
    await writeIn(chair.page, 'Krachten', 'Oma woont dichtbij.');
    await answer(chair.page, 'Alleen met voorwaarden').click();
    await writeIn(police.page, 'Zorgen', 'Moeder ziet bijna niemand.');
    await untilSaving(chair.page, 'WAITING');
    await back();
    await untilText(police.page, 'Krachten', 'Oma woont dichtbij.');
    await untilChosen(police.page, 'Alleen met voorwaarden');
    await untilText(chair.page, 'Zorgen', 'Moeder ziet bijna niemand.');
  });
});

describe('the sheet of a case', () => {
  it('has nothing for axe to find, breaks no rule of its security policy, and fits 320 px when it is full', async () => {
    const { page } = await come('chair');
    const misdeeds = watchPage(page, proxy.url);
    await openSheet(page, proxy.url, item);
    await writeIn(page, 'Feiten', 'Een feit.');
    await answer(page, 'Alleen met voorwaarden').click();
    await page.getByLabel('Wat moet er minstens?').fill('Geen contact.');
    await page.getByRole('button', { name: 'Voeg voorwaarde toe' }).click();
    await page.getByLabel('Nieuwe actie').pressSequentially('bel school @wij');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFlawsOf(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
    expect(misdeeds).toEqual({ complaints: [], strangers: [] });
  });
});

/** Where the keyboard is, what is selected, and where on the screen the text stands that has it. */
function standing({ page }: Writer): Promise<{ selected: string; focus: string; top: number }> {
  return page.evaluate(`({
    selected: String(getSelection()),
    focus: document.activeElement.getAttribute('aria-labelledby'),
    top: Math.round(document.activeElement.getBoundingClientRect().top),
  })`);
}
