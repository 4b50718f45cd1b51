import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Screen } from '../support/screens.ts';
import { type Misdeeds, watchPage } from '../support/watch-page.ts';
import { type Flaw, flawsOf, of } from './flaws.ts';
import { type State, statesOf } from './states.ts';
import { nameOfView, profileOf, type View } from './views.ts';

const patience = { timeout: 60_000 };

/** A flaw, and where it was found. */
export interface FoundFlaw extends Flaw {
  /** Screen, state and view. */
  readonly at: string;
}

/** Looks at screens, in a browser profile for each view. */
export class Walk {
  readonly flaws: FoundFlaw[] = [];
  /** Screen and view of every look. */
  readonly looks: { readonly screen: string; readonly path: string; readonly view: View }[] = [];
  readonly #contexts = new Map<string, Promise<BrowserContext>>();
  readonly #browser: Browser;
  readonly #address: string;

  constructor(browser: Browser, address: string) {
    this.#browser = browser;
    this.#address = address;
  }

  /** Looks at a screen and at each of its states in these views, at the same time. */
  async look(screen: Screen, views: readonly View[]): Promise<void> {
    await Promise.all(views.map((view) => this.#lookIn(screen, view)));
  }

  async #lookIn(screen: Screen, view: View): Promise<void> {
    const { name, path, whole = 'main' } = screen;
    this.looks.push({ screen: name, path, view });
    const page = await this.#open(screen, view);
    const misdeeds = watchPage(page, this.#address);
    await page.goto(this.#address + path, { waitUntil: 'networkidle', ...patience });
    await page.locator(whole).first().waitFor(patience);
    await this.#note(page, view, name);
    for (const state of statesOf[name] ?? [])
      await this.#enter({ page, view, state, at: `${name}, ${state.name}` });
    this.#keep(misdeedsOf(screen, misdeeds), `${name} · ${nameOfView(view)}`);
    await page.close();
  }

  async #open({ as }: Screen, view: View): Promise<Page> {
    const key = nameOfView(view);
    const made = this.#contexts.get(key) ?? this.#browser.newContext(profileOf(view));
    this.#contexts.set(key, made);
    const context = await made;
    await context.clearCookies({ name: 'session' });
    if (as !== undefined)
      await context.request.post(`${this.#address}/api/v1/practice/sign-in`, {
        data: { person: as },
        headers: { origin: this.#address },
      });
    return context.newPage();
  }

  async #enter(step: { page: Page; view: View; state: State; at: string }): Promise<void> {
    const { page, view, state, at } = step;
    try {
      await state.enter({ page, language: view.language });
    } catch (error) {
      throw new Error(`${at} cannot be reached (${nameOfView(view)})`, { cause: error });
    }
    if (!state.isPassage) await this.#note(page, view, at);
  }

  async #note(page: Page, view: View, at: string): Promise<void> {
    this.#keep(await flawsOf(page, view), `${at} · ${nameOfView(view)}`);
  }

  #keep(flaws: readonly Flaw[], at: string): void {
    this.flaws.push(...flaws.map((flaw) => ({ ...flaw, at })));
  }
}

/** What Chromium itself says of a page that is not there, and of a form that was sent back with its mistakes. */
const answered: Readonly<Record<string, RegExp>> = {
  'niet-gevonden': /status of 404/,
  melding: /status of 400/,
};

function misdeedsOf({ name }: Screen, { complaints, strangers }: Misdeeds): readonly Flaw[] {
  const told = complaints.filter((words) => answered[name]?.test(words) !== true);
  return [...of('console', told), ...of('elsewhere', strangers)];
}
