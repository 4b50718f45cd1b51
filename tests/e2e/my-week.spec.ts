import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { signInWith } from './support/practice-agenda.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function weekOf(person: string, options = {}): Promise<Page> {
  const { page } = await signInWith(browser, server.address, person, options);
  await page.goto(server.address, { waitUntil: 'networkidle' });
  return page;
}

describe('my week', () => {
  it('MW1 shows what is late first, with the next table beside it', async () => {
    const page = await weekOf('local-team-beekdorp');
    await page.getByRole('heading', { name: 'Te laat' }).waitFor();
    const late = page.getByRole('listitem').filter({ hasText: 'Laat een gezinscoach beginnen.' });
    expect(await late.textContent()).toContain('werkdagen te laat');
    const table = page.getByRole('region', { name: 'Volgende tafel' });
    await table.getByRole('link', { name: 'Naar de agenda' }).click();
    await page.waitForURL(/\/tafel\/[a-z2-7]{26}$/);
  });

  it('MW20 MW21 says when the next table is, and gives it for one’s own calendar without any case', async () => {
    const page = await weekOf('local-team-beekdorp');
    const table = page.getByRole('region', { name: 'Volgende tafel' });
    expect(await table.textContent()).toMatch(/Vandaag, \w+ \d+ \w+, 09:00 uur/);
    const link = table.getByRole('link', { name: 'Zet in mijn agenda' });
    const answer = await page.request.get(
      new URL((await link.getAttribute('href')) ?? '', server.address).href,
    );
    expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
    const file = await answer.text();
    expect(file).toContain('SUMMARY:Overlegtafel Heuvelland-Oost');
    expect(file).toMatch(/DTSTART:\d{8}T0[78]0000Z/);
    expect(file).not.toContain('Casus');
    const nobody = await page.request.get(`${server.address}/tafels/${'a'.repeat(26)}/kalender`);
    expect(nobody.status()).toBe(404);
  });

  it('MW22 says who stands in for me, and what to do when nobody does', async () => {
    const page = await weekOf('local-team-beekdorp');
    const card = page.getByRole('region', { name: 'Ben je er niet?' });
    expect(await card.textContent()).toContain('zet een vervanger klaar');
  });

  it('MW10 takes an answer without JavaScript, and says what was recorded', async () => {
    const page = await weekOf('local-team-beekdorp', { javaScriptEnabled: false });
    const action = page.getByRole('listitem').filter({ hasText: 'Laat een gezinscoach beginnen.' });
    await action.locator('summary', { hasText: 'Meer tijd' }).click();
    await action.getByLabel('Tot wanneer?').fill('2030-01-15');
    await action.getByLabel('Waarom heb je meer tijd nodig?').fill('De coach is ziek.');
    await action.getByRole('button', { name: 'Vraag meer tijd' }).click();
    await page.getByText('Je vraag om meer tijd is doorgegeven aan de tafel.').waitFor();
    expect(await action.textContent()).toContain('meer tijd gevraagd tot');
  });

  it('MW10, MW127 takes "done" with one click, the focus is on what was recorded, and it is found back', async () => {
    const page = await weekOf('vt-worker');
    const words = 'Vraag de gegevens op bij de kinderarts.';
    const action = page.locator('[data-action]').filter({ hasText: words });
    await action.getByRole('button', { name: /^Klaar/ }).click();
    const said = page.getByText('De actie is klaar.', { exact: true });
    await said.waitFor();
    await expect
      .poll(() => page.evaluate<string>('document.activeElement.textContent'))
      .toContain('De actie is klaar.');
    expect(await action.count()).toBe(0);
    const past = page.getByRole('listitem').filter({ hasText: words });
    expect(await past.textContent()).toMatch(/Klaar.*Je zei ja op deze actie/);
  });

  it('MW11 keeps what was filled in when the answer is refused, with the reason beside it', async () => {
    const page = await weekOf('local-team-beekdorp', { javaScriptEnabled: false });
    const words = 'Maak met school een afspraak over wie de dochter ophaalt.';
    const action = page.getByRole('listitem').filter({ hasText: words });
    await action.locator('summary', { hasText: 'Meer tijd' }).click();
    // Before today: no more time, but a day that has gone.
    await action.getByLabel('Tot wanneer?').fill('1999-01-15');
    await action.getByLabel('Waarom heb je meer tijd nodig?').fill('De school is dicht.');
    await action.getByRole('button', { name: 'Vraag meer tijd' }).click();
    await action.getByRole('alert').waitFor();
    expect(await action.getByLabel('Waarom heb je meer tijd nodig?').inputValue()).toBe(
      'De school is dicht.',
    );
  });

  it.each([
    { name: 'light', options: { colorScheme: 'light' as const } },
    { name: 'dark', options: { colorScheme: 'dark' as const } },
    { name: '320 px', options: { viewport: { width: 320, height: 640 } } },
  ])('has nothing for axe to find in $name, with a form open', async ({ options }) => {
    const page = await weekOf('local-team-beekdorp', options);
    await page.locator('summary', { hasText: 'Niet gelukt' }).first().click();
    expect(await axeFlawsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(
      page.viewportSize()?.width,
    );
  });

  it('leads to signing out from every page, and back in', async () => {
    const page = await weekOf('police');
    await page.getByRole('button', { name: 'Instellingen' }).click();
    await page.getByRole('button', { name: 'Log uit' }).click();
    await page.getByText('Je bent uitgelogd.').waitFor();
    await page.goto(server.address);
    expect(new URL(page.url()).pathname).toBe('/inloggen');
  });
});
