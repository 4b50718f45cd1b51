import type { Page } from 'playwright-core';
import { type Language, wordsOf } from './messages.ts';

const patience = { timeout: 30_000 };

/** Somebody who does something on a screen. */
interface Hand {
  readonly page: Page;
  readonly language: Language;
}

/** A state of a screen that its address alone does not give, and how somebody gets there from the state before. */
export interface State {
  readonly name: string;
  readonly enter: (hand: Hand) => Promise<void>;
  /** Only on the way to the next one: nothing to look at. */
  readonly isPassage?: true;
}

async function press({ page, language }: Hand, message: string): Promise<void> {
  const name = new RegExp(`^${wordsOf(message, language).replaceAll('?', String.raw`\?`)}`);
  await page.getByRole('button', { name }).first().click(patience);
}

/** Opens everything that is folded. */
const unfolded: State = {
  name: 'unfolded',
  async enter({ page }) {
    for (const summary of await page.locator('main details:not([open]) > summary').all())
      if (await summary.isVisible()) await summary.click(patience);
  },
};

const settings: State = {
  name: 'settings',
  async enter(hand) {
    await hand.page.keyboard.press('Escape');
    await press(hand, 'settings_heading');
    await hand.page.getByRole('dialog').first().waitFor(patience);
  },
};

/** A layer that keys open. */
function layer(name: string, keys: string): State {
  return {
    name,
    async enter({ page }) {
      await page.keyboard.press('Escape');
      await page.locator('h1').first().click();
      await page.keyboard.press(keys);
      await page.locator('dialog[open]').first().waitFor(patience);
    },
  };
}

const noLayer: State = {
  name: 'no layer',
  isPassage: true,
  async enter({ page }) {
    await page.keyboard.press('Escape');
    await page
      .locator('dialog[open]')
      .first()
      .waitFor({ ...patience, state: 'hidden' });
  },
};

const menu: State = {
  name: 'menu',
  async enter({ page }) {
    await page.locator('main [aria-haspopup=menu]').first().click(patience);
    await page.locator('[role=menuitem]').filter({ visible: true }).first().waitFor(patience);
  },
};

function pressed(...messages: readonly string[]): State {
  return {
    name: messages.join(', '),
    async enter(hand) {
      for (const message of messages) await press(hand, message);
    },
  };
}

/** A form that is sent while nothing is filled in. */
function emptySent(message: string): State {
  return {
    name: 'sent empty',
    async enter(hand) {
      await press(hand, message);
      await hand.page.locator('[role=group] a[href^="#"], [aria-invalid=true]').first().waitFor();
    },
  };
}

const someFile: State = {
  name: 'file with a mistake',
  async enter({ page }) {
    const head = 'signaal;soort melding;bron;soort melder;ontvangen op;samenvatting;casus';
    const lines = [
      head,
      'politiemelding;eerste melding;sterrenwacht;bekend;31-02-2026;Ruzie;Casus Mees',
    ];
    const buffer = Buffer.from(lines.join('\r\n'));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'week.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('table').first().waitFor(patience);
  },
};

const somethingFound: State = {
  name: 'something found',
  async enter({ page }) {
    await page.getByRole('searchbox').fill('school');
    await page.keyboard.press('Enter');
    await page.locator('mark').first().waitFor(patience);
  },
};

/** An action, and the line in which it was typed. */
const anAction: State = {
  name: 'an action',
  async enter({ page }) {
    const line = page.getByRole('combobox', { name: /^(Nieuwe actie|New action)$/ });
    await line.fill('bel de school @Wijkteam SM vrijdag');
    await line.press('Enter');
    await page.locator('[data-action]').first().waitFor(patience);
  },
};

/** What can be opened on the screens of screens.ts and more-screens.ts, by the name of the screen. */
export const statesOf: Readonly<Record<string, readonly State[]>> = {
  'mijn-week': [unfolded, settings],
  agenda: [menu, layer('palette', 'Control+k'), noLayer, layer('keys', '?'), noLayer],
  voorbereiden: [unfolded, pressed('prepare_reporter')],
  melding: [emptySent('intake_send')],
  bestand: [someFile],
  besluitenlijst: [unfolded],
  casussen: [somethingFound],
  casus: [unfolded],
  terugblik: [unfolded],
  tafel: [
    unfolded,
    anAction,
    unfolded,
    pressed('table_dissent', 'table_defer'),
    layer('palette', 'Control+k'),
    noLayer,
  ],
  triage: [menu],
  afronden: [pressed('close_settle_here', 'close_adjourn')],
};
