import type { Page } from 'playwright-core';

/** What happened under somebody's hands, in frames that were painted while they did nothing. */
export interface UnderHands {
  /** The keyboard was somewhere else. */
  readonly focus: number;
  /** The page scrolled, and what they look at moved with it. */
  readonly scroll: number;
  /** What stands around the caret was not what stood there, or something else was chosen. */
  readonly selection: number;
  /** How many frames were looked at. */
  readonly frames: number;
}

/** Looks at every frame between `rest` and `act`, in the page itself. */
const watcher = `(() => {
  const counts = { focus: 0, scroll: 0, selection: 0, frames: 0 };
  let kept;
  const block = () => {
    const { anchorNode } = getSelection();
    const element = anchorNode?.nodeType === Node.TEXT_NODE ? anchorNode.parentElement : anchorNode;
    return element?.closest?.('p, li') ?? null;
  };
  const around = () => {
    const field = document.activeElement;
    if ('selectionStart' in field && field.selectionStart !== null)
      return [field.value.slice(0, field.selectionStart).slice(-8), field.value.slice(field.selectionEnd, field.selectionEnd + 8)].join('|');
    const line = block();
    if (line === null || !field.contains(line)) return '';
    const { anchorNode, anchorOffset, isCollapsed } = getSelection();
    const before = document.createRange();
    before.selectNodeContents(line);
    before.setEnd(anchorNode, anchorOffset);
    return before.toString().slice(-8) + '|' + isCollapsed;
  };
  const stand = () => {
    const focus = document.activeElement;
    return { focus, around: around(), y: scrollY, x: scrollX, top: (block() ?? focus).getBoundingClientRect().top };
  };
  const look = () => {
    requestAnimationFrame(look);
    if (kept === undefined) return;
    counts.frames += 1;
    const now = stand();
    if (now.focus !== kept.focus) counts.focus += 1;
    else if (now.around !== kept.around) counts.selection += 1;
    const hasMoved = Math.abs(now.top - kept.top) > 1;
    if ((now.y !== kept.y || now.x !== kept.x) && hasMoved) counts.scroll += 1;
    kept = now;
  };
  requestAnimationFrame(look);
  window.hands = { rest: () => (kept = stand()), act: () => (kept = undefined), counts };
})()`;

/** Counts in the page of somebody what others do to where they are. */
export class Hands {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async on(page: Page): Promise<Hands> {
    await page.evaluate(watcher);
    return new Hands(page);
  }

  /** The person does something, and rests when what they did is painted. */
  async act(what: () => Promise<unknown>): Promise<void> {
    await this.#page.evaluate('hands.act()');
    await what();
    await this.#page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    await this.#page.evaluate('void hands.rest()');
  }

  counts(): Promise<UnderHands> {
    return this.#page.evaluate<UnderHands>('({ ...hands.counts })');
  }
}
