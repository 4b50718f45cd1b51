import { systemClock } from '#lib/document/clock.ts';
import { untilLoaded } from '#lib/page-parts/until-loaded.ts';
import type { RichTextField } from '@overlegtafel/documents';
import { untrack } from 'svelte';
import type { CaseDocument } from '../case-document.svelte.ts';
import type { CasePresence } from '../presence/case-presence.svelte.ts';
import type { RichTextEditor } from './rich-text-editor.ts';

export interface RichTextParts {
  readonly sheet: CaseDocument;
  readonly presence: CasePresence;
  readonly field: RichTextField;
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether somebody else has the pen of this field. */
  readonly isHeld: () => boolean;
  /** The keyboard came into the text. */
  readonly entered: () => void;
}

/** A text of the sheet and the editor for it, which comes over the network when the sheet is there. */
export class RichTextBox {
  /** Whether the editor is there; until then the words stand there as plain text. */
  isLoaded = $state(false);
  /** How many signs were brought at once and did not come in; 0 when all did. */
  refusedSigns = $state(0);
  readonly #parts: RichTextParts;
  #editor: RichTextEditor | undefined;
  #isGone = false;

  constructor(parts: RichTextParts) {
    this.#parts = parts;
  }

  /** Puts the editor into an element. An attachment: what it gives back takes the editor away. */
  readonly mount = (place: HTMLElement): (() => void) => {
    this.#isGone = false;
    void this.#load(place);
    return () => {
      this.#isGone = true;
      this.#editor?.destroy();
      this.#editor = undefined;
    };
  };

  /** Something changed that is not in the text: who may write, who has the pen, who an author is. */
  refreshFor(..._changed: readonly unknown[]): void {
    this.#editor?.refresh();
  }

  toggleList(list: 'bulletList' | 'orderedList'): void {
    this.#editor?.toggleList(list);
  }

  async #load(place: HTMLElement): Promise<void> {
    const part = await untilLoaded(() => import('./rich-text-editor.ts'), {
      clock: systemClock,
      isWanted: () => !this.#isGone,
    });
    if (part === undefined) return;
    const { RichTextEditor, editorOrigin } = part;
    const { sheet, presence, field, attributes, isHeld, entered } = this.#parts;
    sheet.alsoMine(editorOrigin);
    this.#editor = new RichTextEditor({
      ...{ place, attributes, isHeld },
      fragment: sheet.text(field),
      awareness: presence.awareness,
      mayWrite: () => sheet.mayWrite,
      authorOf: sheet.authorOf,
      tooMuch: (signs) => {
        this.refusedSigns = signs;
      },
      undo: () => {
        sheet.undo();
      },
      redo: () => {
        sheet.redo();
      },
      // A box that goes while the caret is in it loses it in the middle of drawing, where nothing may be set otherwise.
      focused: (isHere) => {
        untrack(() => {
          if (!isHere) this.refusedSigns = 0;
          sheet.nextStep();
          if (isHere) entered();
        });
      },
    });
    this.isLoaded = true;
  }
}
