import * as Y from 'yjs';
import { carriageReturns, caretAfter, editBetween, type Change } from './text-edits.ts';

/** What is needed of a `<textarea>`. */
export type TextArea = Pick<
  HTMLTextAreaElement,
  | 'value'
  | 'selectionStart'
  | 'selectionEnd'
  | 'selectionDirection'
  | 'scrollTop'
  | 'setSelectionRange'
  | 'addEventListener'
  | 'removeEventListener'
>;

/**
 * Joins a text that people write together to a textarea. What others type never moves the caret away from the letter
 * it stands behind; undo takes back one's own changes only. While a character is being composed the box is left
 * alone.
 */
export class SharedTextArea {
  readonly #text: Y.Text;
  readonly #area: TextArea;
  readonly #undo: Y.UndoManager;
  /** What the box showed when it last agreed with the text. */
  #shown: string;
  #isComposing = false;
  /** Changes of others since the composing began. */
  #heldBack: Change[] = [];

  constructor(text: Y.Text, area: TextArea) {
    this.#text = text;
    this.#area = area;
    this.#undo = new Y.UndoManager(text, { trackedOrigins: new Set([this]) });
    this.#removeReturns();
    this.#shown = text.toJSON();
    area.value = this.#shown;
    text.observe(this.#changed);
    area.addEventListener('input', this.#typed);
    area.addEventListener('keydown', this.#pressed);
    area.addEventListener('compositionstart', this.#composing);
    area.addEventListener('compositionend', this.#composed);
  }

  destroy(): void {
    const area = this.#area;
    this.#text.unobserve(this.#changed);
    this.#undo.destroy();
    area.removeEventListener('input', this.#typed);
    area.removeEventListener('keydown', this.#pressed);
    area.removeEventListener('compositionstart', this.#composing);
    area.removeEventListener('compositionend', this.#composed);
  }

  readonly #typed = (): void => {
    if (!this.#isComposing) this.#takeIn();
  };

  readonly #composing = (): void => {
    this.#isComposing = true;
  };

  readonly #composed = (): void => {
    this.#isComposing = false;
    this.#takeIn();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.#undo.redo();
    else this.#undo.undo();
  };

  readonly #changed = ({ delta }: Y.YTextEvent, { origin }: Y.Transaction): void => {
    if (origin === this) return;
    if (this.#isComposing) this.#heldBack.push(delta);
    else this.#show([delta]);
  };

  /** Puts what was typed into the text, behind what others changed meanwhile. */
  #takeIn(): void {
    const { value, selectionEnd } = this.#area;
    const edit = editBetween(this.#shown, value, selectionEnd);
    const heldBack = this.#heldBack;
    this.#heldBack = [];
    this.#shown = value;
    if (edit.removed > 0 || edit.inserted !== '') {
      const start = after(edit.index, heldBack);
      const end = after(edit.index + edit.removed, heldBack);
      this.#text.doc?.transact(() => {
        this.#text.delete(start, end - start);
        this.#text.insert(start, edit.inserted);
      }, this);
    }
    if (heldBack.length > 0) this.#show(heldBack);
  }

  #show(changes: readonly Change[]): void {
    const area = this.#area;
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
    this.#removeReturns();
    this.#shown = this.#text.toJSON();
    area.value = this.#shown;
    area.setSelectionRange(
      after(selectionStart, changes),
      after(selectionEnd, changes),
      selectionDirection,
    );
    area.scrollTop = scrollTop;
  }

  #removeReturns(): void {
    const returns = carriageReturns(this.#text.toJSON());
    if (returns.length === 0) return;
    this.#text.doc?.transact(() => {
      for (const index of returns) this.#text.delete(index, 1);
    }, this);
  }
}

function after(caret: number, changes: readonly Change[]): number {
  return changes.reduce((moved, change) => caretAfter(moved, change), caret);
}
