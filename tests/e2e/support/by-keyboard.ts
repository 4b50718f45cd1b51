import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const patience = { timeout: 90_000 };

/** More places than any screen has. */
const mostPlaces = 400;

/** Somebody without a mouse: gets everywhere by Tab and arrows, and presses what has the keyboard. */
export class ByKeyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes on by Tab until this has the keyboard. It may be behind: a page goes round. */
  async reach(target: Locator): Promise<void> {
    await target.first().waitFor(patience);
    for (let places = 0; places < mostPlaces; places += 1) {
      if (await this.#has(target)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to ${String(target)}`);
  }

  /** Presses a button or a link. */
  async press(target: Locator): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('Enter');
  }

  /** Presses a button once it can be used: until then it says why not. */
  async pressOnceReady(target: Locator): Promise<void> {
    await expect.poll(() => target.first().getAttribute('aria-disabled'), patience).toBeNull();
    await this.press(target);
  }

  /** Chooses one of a group, in which the arrows move and Space chooses. */
  async choose(group: Locator, choice: Locator): Promise<void> {
    await this.reach(group.getByRole('radio'));
    const choices = await group.getByRole('radio').count();
    for (let moves = 0; moves < choices && !(await this.#has(choice)); moves += 1)
      await this.page.keyboard.press('ArrowDown');
    expect(await this.#has(choice)).toBe(true);
    await this.page.keyboard.press('Space');
    await expect.poll(() => choice.getAttribute('aria-checked'), patience).toBe('true');
  }

  async #has(target: Locator): Promise<boolean> {
    return (await target.and(this.page.locator(':focus')).count()) > 0;
  }
}
