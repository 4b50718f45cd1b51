import { createContext, type Snippet } from 'svelte';
import type { KeyHint } from '#lib/shell/key-hint.ts';

/** What a page of the table puts into the frame around it. */
export class TableFrame {
  /** The main actions, at the bottom of narrow screens. */
  bottomBar = $state.raw<Snippet>();
  keyHints = $state.raw<readonly KeyHint[]>([]);

  /** Puts it there as long as the page is open. The answer takes it away. */
  fill({
    bottomBar,
    keyHints = [],
  }: {
    bottomBar?: Snippet;
    keyHints?: readonly KeyHint[];
  }): () => void {
    this.bottomBar = bottomBar;
    this.keyHints = keyHints;
    return () => {
      this.bottomBar = undefined;
      this.keyHints = [];
    };
  }
}

export const [getFrame, setFrame] = createContext<TableFrame>();
