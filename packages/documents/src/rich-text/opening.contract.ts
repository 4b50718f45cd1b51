import type { Node } from 'prosemirror-model';
import { expect } from 'vitest';
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror';
import type * as Y from 'yjs';
import { joiner, updatesOf } from '../replicas.contract.ts';
import { fitsSchema } from './check-rich-text.ts';
import { readParagraphs } from './paragraphs.ts';
import { richTextSchema } from './schema.ts';

/**
 * What the editor itself says about a field, besides our own check: opening it sends nothing, what it shows is
 * valid for ProseMirror, and every line that we read stands on the screen.
 */
export function expectOpensUnchanged(doc: Y.Doc, field: string): void {
  const fragment = doc.getXmlFragment(field);
  const { sent, shown } = open(doc, field);
  expect(sent).toEqual([]);
  shown.check();
  expect(linesOf(shown)).toEqual(readParagraphs(fragment).map(({ text }) => text));
  expect(fitsSchema(fragment)).toBe(true);
}

/** What an editor does when somebody opens the field: the updates it sends, and what it shows. */
function open(
  doc: Y.Doc,
  field: string,
): { readonly sent: readonly Uint8Array[]; readonly shown: Node } {
  const copy = joiner(doc, 'item');
  const fragment = copy.getXmlFragment(field);
  let shown = richTextSchema.node('doc');
  const sent = updatesOf(copy, () => {
    const opened = initProseMirrorDoc(fragment, richTextSchema);
    updateYFragment(copy, fragment, opened.doc, opened.meta);
    shown = opened.doc;
  });
  return { sent, shown };
}

function linesOf(node: Node): string[] {
  const lines: string[] = [];
  node.descendants((child) => {
    if (child.type.name === 'paragraph') lines.push(child.textContent);
  });
  return lines;
}
