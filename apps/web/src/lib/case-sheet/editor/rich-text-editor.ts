import { richTextSchema } from '@overlegtafel/documents';
import { baseKeymap, toggleMark } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import {
  AllSelection,
  EditorState,
  Plugin,
  Selection,
  TextSelection,
  type Command,
  type Transaction,
} from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { initProseMirrorDoc, yCursorPlugin, ySyncPlugin, ySyncPluginKey } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { authorMargin, drawMarginAgain } from './author-margin.ts';
import type { AuthorOf } from '../authors.ts';
import { caretOf, selectionOf } from './carets.ts';
import { isFromOthers, justArrived } from './just-arrived.ts';
import { mostSignsAtOnce } from './most-at-once.ts';
import { cleanPastedText, pastedParser } from './pasted-text.ts';

export interface EditorParts {
  readonly fragment: Y.XmlFragment;
  readonly awareness: Awareness;
  /** The element that becomes the text box. */
  readonly place: HTMLElement;
  /** Attributes of the text box: its label, its description. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether this person may write here at all. */
  readonly mayWrite: () => boolean;
  /** Whether somebody else has the pen: then what is typed does not come in, and the focus stays where it is. */
  readonly isHeld: () => boolean;
  readonly authorOf: AuthorOf;
  /** So many signs were pasted or dropped at once, more than a text takes: nothing of it came in. */
  readonly tooMuch: (signs: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** The box has the keyboard, or lost it. */
  readonly focused: (isHere: boolean) => void;
}

const { nodes, marks } = richTextSchema;

/** The origin of what is written in an editor; undo has to know it. */
export const editorOrigin: unknown = ySyncPluginKey;

/** A text box for rich text that people write in together. */
export class RichTextEditor {
  readonly #parts: EditorParts;
  readonly #view: EditorView;
  #isRemote = false;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    const { fragment, awareness, place, authorOf } = parts;
    const { doc, mapping } = initProseMirrorDoc(fragment, richTextSchema);
    this.#view = new EditorView(
      { mount: place },
      {
        state: EditorState.create({
          doc,
          plugins: [
            ySyncPlugin(fragment, { mapping }),
            yCursorPlugin(awareness, { cursorBuilder: caretOf, selectionBuilder: selectionOf }),
            authorMargin(fragment, authorOf),
            justArrived(),
            keymap(this.#keys()),
            keymap(baseKeymap),
            new Plugin({
              filterTransaction: (change) => this.#mayPass(change),
              appendTransaction: caretInFilled,
            }),
          ],
        }),
        // The plugins of Yjs tell of a caret a moment later, also when the editor is gone by then.
        dispatchTransaction(this: EditorView, change) {
          if (!this.isDestroyed) this.updateState(this.state.apply(change));
        },
        attributes: () => this.#attributes(),
        editable: () => parts.mayWrite(),
        clipboardParser: pastedParser,
        transformPastedText: cleanPastedText,
        // What others write never scrolls this screen.
        handleScrollToSelection: () => this.#isRemote,
        handleDOMEvents: {
          paste: (_view, event) => this.#isTooMuch(event, event.clipboardData),
          drop: (_view, event) => this.#isTooMuch(event, event.dataTransfer),
          keydown: (_view, event) => this.#pressed(event),
          beforeinput: (_view, event) => {
            if (parts.isHeld()) event.preventDefault();
            return parts.isHeld();
          },
          focus: () => {
            parts.focused(true);
            return false;
          },
          blur: () => {
            parts.focused(false);
            return false;
          },
        },
      },
    );
  }

  /** Shows again what depends on what is not in the text: who may write, who has the pen. */
  refresh(): void {
    this.#view.setProps({});
    drawMarginAgain(this.#view);
  }

  /** Makes the lines that are selected a list, or lines again. The keyboard stays in the text. */
  toggleList(list: 'bulletList' | 'orderedList'): void {
    const { state } = this.#view;
    const dispatch = (change: Transaction): void => {
      this.#view.dispatch(change);
    };
    if (!liftListItem(nodes.listItem)(state, dispatch)) wrapInList(nodes[list])(state, dispatch);
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  /** CS380: before it is read at all, so that neither this page nor the others wait for it. */
  #isTooMuch(event: Event, brought: DataTransfer | null): boolean {
    const text = brought?.getData('text/plain') ?? '';
    const signs = text === '' ? (brought?.getData('text/html').length ?? 0) : text.length;
    if (signs <= mostSignsAtOnce) return false;
    event.preventDefault();
    this.#parts.tooMuch(signs);
    return true;
  }

  #attributes(): Record<string, string> {
    const { attributes, mayWrite, isHeld } = this.#parts;
    return {
      ...attributes,
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-readonly': String(!mayWrite() || isHeld()),
      tabindex: '0',
    };
  }

  #keys(): Record<string, Command> {
    const { undo, redo } = this.#parts;
    const taken = (take: () => void): Command => {
      return () => {
        take();
        return true;
      };
    };
    return {
      'Mod-z': taken(undo),
      'Shift-Mod-z': taken(redo),
      'Mod-y': taken(redo),
      'Mod-b': toggleMark(marks.strong),
      'Mod-i': toggleMark(marks.em),
      Enter: splitListItem(nodes.listItem),
      'Mod-]': sinkListItem(nodes.listItem),
      'Mod-[': liftListItem(nodes.listItem),
    };
  }

  #mayPass(change: Transaction): boolean {
    this.#isRemote = isFromOthers(change);
    if (!change.docChanged || change.getMeta(ySyncPluginKey) !== undefined) return true;
    return this.#parts.mayWrite() && !this.#parts.isHeld();
  }

  /** An empty text has no line to type in until somebody begins. */
  #pressed(event: KeyboardEvent): boolean {
    const { state } = this.#view;
    const { mayWrite, isHeld } = this.#parts;
    if (state.doc.childCount > 0 || !begins(event) || !mayWrite() || isHeld()) return false;
    const line = state.tr.insert(0, nodes.paragraph.create());
    this.#view.dispatch(line.setSelection(TextSelection.create(line.doc, 1)));
    return false;
  }
}

/**
 * In an empty text everything is selected, for want of a place. When others fill it, that selection would grow over
 * their words, and the first key would replace them.
 */
function caretInFilled(
  _changes: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): Transaction | null {
  const isFilled = before.doc.childCount === 0 && after.doc.childCount > 0;
  if (!isFilled || !(after.selection instanceof AllSelection)) return null;
  return after.tr.setSelection(Selection.atStart(after.doc));
}

/** Whether a key puts something into a text. */
function begins({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return false;
  return [...key].length === 1 || ['Process', 'Unidentified', 'Dead'].includes(key);
}
