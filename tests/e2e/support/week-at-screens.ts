import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { MeetingTable } from '../../meeting/meeting-table.ts';
import { Stand } from '../../meeting/stand.ts';
import type { Seat } from './at-table.ts';
import { comeToTable } from './come-to-table.ts';
import { openBrowser } from './open-browser.ts';
import * as step from './table-steps.ts';

const patience = { timeout: 90_000 };

/** A whole week of the practice table: some people at screens of their own, the others over the calls of theirs. */
export class WeekAtScreens {
  readonly #stand: Stand;
  readonly #browser: Browser;
  /** Everybody, also those without a screen. */
  readonly at: MeetingTable;
  readonly seats: readonly Seat[];

  private constructor(
    stand: Stand,
    browser: Browser,
    { at, seats }: { readonly at: MeetingTable; readonly seats: readonly Seat[] },
  ) {
    this.#stand = stand;
    this.#browser = browser;
    this.at = at;
    this.seats = seats;
  }

  /** @param names who comes to a screen, such as ‘Voorzitter FK’ */
  static async begin(names: readonly string[]): Promise<WeekAtScreens> {
    const [stand, browser] = await Promise.all([Stand.make('sqlite'), openBrowser()]);
    const { url } = await stand.start();
    const at = await MeetingTable.sitDown(url);
    const seats = await Promise.all(names.map((name) => comeToTable(browser, url, name)));
    return new WeekAtScreens(stand, browser, { at, seats });
  }

  /** The table is open: it stands on every screen, and everybody entered. */
  async opened(): Promise<void> {
    for (const { page } of this.seats)
      await page.getByRole('heading', { name: 'Opening', level: 1 }).waitFor(patience);
    await this.at.everybodyEnters();
    await this.at.lookAtAgenda();
  }

  /** After the closing, which these two watched: all have one list with every case, and its chains are sound. */
  async sealedAlike(chair: Seat, watcher: Seat): Promise<void> {
    const others = this.seats.filter((seat) => seat !== chair && seat !== watcher);
    const fingerprints = [await step.fingerprintOf(chair), await step.fingerprintOf(watcher)];
    for (const seat of others) fingerprints.push(await step.readList(seat));
    expect(fingerprints[0]).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/);
    expect(new Set(fingerprints).size).toBe(1);
    await step.readList(chair);
    for (const alias of this.at.aliases)
      await chair.page
        .getByRole('heading', { name: `Casus ${alias}`, exact: true })
        .waitFor(patience);
    expect(await chair.page.locator('article').count()).toBe(this.at.aliases.length);
    expect(await this.#stand.verify()).toBeUndefined();
  }

  async end(): Promise<void> {
    this.at.leave();
    await this.#browser.close();
    await this.#stand.leave();
  }
}
