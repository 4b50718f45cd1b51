import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';

const key = new PluginKey<DecorationSet>('just-arrived');
/** As long as its animation takes. */
const tintMs = 1_600;

/** Whether others wrote this; undoing and doing again are of this reader. */
export function isFromOthers(change: Transaction): boolean {
  const meta: unknown = change.getMeta(ySyncPluginKey);
  if (typeof meta !== 'object' || meta === null || !('isChangeOrigin' in meta)) return false;
  return !('isUndoRedoOperation' in meta && meta.isUndoRedoOperation === true);
}

/** What stands in a text that did not stand there before. Undefined when nothing came, or everything did. */
export function arrivedIn(
  before: Node,
  after: Node,
): { readonly from: number; readonly to: number } | undefined {
  const from = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (from === null || end === null || before.textContent === '') return undefined;
  const to = end.b + Math.max(0, from - Math.min(end.a, end.b));
  return to > from ? { from, to } : undefined;
}

/** CS34: what others just wrote has a tint for a moment. */
export function justArrived(): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (change, before, old, state) => {
        if (change.getMeta(key) === 'OVER') return DecorationSet.empty;
        const range =
          change.docChanged && isFromOthers(change) ? arrivedIn(old.doc, state.doc) : undefined;
        if (range === undefined) return before.map(change.mapping, change.doc);
        const tint = Decoration.inline(range.from, range.to, { class: 'just-arrived' });
        return DecorationSet.create(state.doc, [tint]);
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return {
        update: () => {
          const isTinted = key.getState(view.state) !== DecorationSet.empty;
          if (!isTinted || timer !== undefined) return;
          timer = setTimeout(() => {
            timer = undefined;
            view.dispatch(view.state.tr.setMeta(key, 'OVER'));
          }, tintMs);
        },
        destroy: () => {
          clearTimeout(timer);
        },
      };
    },
  });
}
