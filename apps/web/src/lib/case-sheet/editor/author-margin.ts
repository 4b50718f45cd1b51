import { readParagraphs } from '@overlegtafel/documents';
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type * as Y from 'yjs';
import { hueOf } from '#lib/look/organisation-hue.ts';
import type { AuthorOf } from '../authors.ts';
import { mainAuthor } from './line-authors.ts';

const key = new PluginKey<DecorationSet>('author-margin');

/** Initials beside each line of who wrote most of it. They are no text of the box: style sheets draw them. */
export function authorMargin(fragment: Y.XmlFragment, authorOf: AuthorOf): Plugin {
  const drawn = (state: EditorState): DecorationSet => marginOf(state.doc, fragment, authorOf);
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (change, before, _old, state) =>
        change.getMeta(key) === 'AGAIN' ? drawn(state) : before.map(change.mapping, change.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new MarginDrawer(view, fragment),
  });
}

/** Draws the initials again: somebody's name became known. */
export function drawMarginAgain(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, 'AGAIN'));
}

/** Draws again a moment after the shared text changed: during the change the two do not agree yet. */
class MarginDrawer {
  readonly #view: EditorView;
  readonly #fragment: Y.XmlFragment;
  #isWaiting = false;

  constructor(view: EditorView, fragment: Y.XmlFragment) {
    this.#view = view;
    this.#fragment = fragment;
    fragment.observeDeep(this.#changed);
    this.#changed();
  }

  destroy(): void {
    this.#fragment.unobserveDeep(this.#changed);
  }

  readonly #changed = (): void => {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      if (!this.#view.isDestroyed) drawMarginAgain(this.#view);
    });
  };
}

function marginOf(doc: Node, fragment: Y.XmlFragment, authorOf: AuthorOf): DecorationSet {
  const lines = readParagraphs(fragment);
  const decorations: Decoration[] = [];
  let index = 0;
  doc.descendants((node, from) => {
    if (!node.isTextblock) return true;
    const line = lines[index];
    index += 1;
    const author = line && mainAuthor(line, authorOf);
    if (author) {
      const attributes = {
        'data-initials': author.initials,
        'data-hue': String(hueOf(author.organisation)),
      };
      decorations.push(Decoration.node(from, from + node.nodeSize, attributes));
    }
    return false;
  });
  return DecorationSet.create(doc, decorations);
}
