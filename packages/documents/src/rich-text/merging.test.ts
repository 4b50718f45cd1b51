import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { checkUpdate } from '../admission/check-update.ts';
import { inspectUpdate } from '../admission/inspect-update.ts';
import { createItemDocument } from '../item-document/create-item-document.ts';
import { exchange, joiner, replicas, updatesOf } from '../replicas.contract.ts';
import { newDocument } from '../shape/roots.ts';
import { fitsSchema } from './check-rich-text.ts';
import { edit, editorEdit } from './editor-edits.contract.ts';
import { readParagraphs } from './paragraphs.ts';
import { rawEdit, writeRaw } from './raw-edits.contract.ts';
import { richTextSchema } from './schema.ts';

const field = 'facts';

/** What an editor does with a document when somebody opens it: the updates it sends, and what it shows. */
function open(doc: Y.Doc): { readonly sent: readonly Uint8Array[]; readonly shown: Node } {
  const copy = joiner(doc, 'item');
  const fragment = copy.getXmlFragment(field);
  let shown: Node | undefined;
  const sent = updatesOf(copy, () => {
    const { doc: node, meta } = initProseMirrorDoc(fragment, richTextSchema);
    updateYFragment(copy, fragment, node, meta);
    shown = node;
  });
  return { sent, shown: shown! };
}

function linesOf(node: Node): string[] {
  const lines: string[] = [];
  node.descendants((child) => {
    if (child.type.name === 'paragraph') lines.push(child.textContent);
  });
  return lines;
}

function expectSound(doc: Y.Doc): void {
  const fragment = doc.getXmlFragment(field);
  expect(fitsSchema(fragment)).toBe(true);
  const { sent, shown } = open(doc);
  expect(sent).toEqual([]);
  shown.check();
  expect(linesOf(shown)).toEqual(readParagraphs(fragment).map(({ text }) => text));
}

const anyEdit = fc.oneof(
  editorEdit.map((what) => (doc: Y.Doc) => edit(doc, field, what)),
  rawEdit.map((what) => (doc: Y.Doc) => writeRaw(doc, field, what)),
);
const step = fc.record({ who: fc.nat(2), meets: fc.option(fc.nat(2), { freq: 3 }), work: anyEdit });

describe('rich text', () => {
  it('DC51 DC52 edits that fit merge into a document that fits and opens without an update', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
        const docs = replicas('item', 3);
        const seed = createItemDocument({
          richText: { facts: ['Er was ruzie.', 'Politie kwam.'] },
        });
        for (const doc of docs) Y.applyUpdate(doc, seed, 'exchange');
        for (const { who, meets, work } of steps) {
          work(docs[who]!);
          if (meets !== null) exchange(docs[who]!, docs[meets]!);
        }
        exchange(...docs);
        for (const doc of docs) expectSound(doc);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('DC51 DC65 no update of an editor is ever refused, in whatever order the replicas send', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
        const docs = replicas('item', 3);
        const server = newDocument('item', { gc: true });
        const seed = createItemDocument();
        for (const doc of [...docs, server]) Y.applyUpdate(doc, seed, 'exchange');
        const waiting: Uint8Array[][] = docs.map(() => []);
        for (const { who, meets, work } of steps) {
          waiting[who]!.push(...updatesOf(docs[who]!, () => work(docs[who]!)));
          if (meets === null) continue;
          for (const update of waiting[meets]!.splice(0)) admit(server, update);
          exchange(server, docs[meets]!);
        }
        for (const updates of waiting) for (const update of updates) admit(server, update);
        expectSound(server);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

function admit(server: Y.Doc, update: Uint8Array): void {
  const inspection = inspectUpdate(update);
  if (!inspection.ok) throw new Error(inspection.reason);
  expect(checkUpdate(server, 'item', inspection.update)).toMatchObject({ kind: 'FITS' });
  Y.applyUpdate(server, update, 'exchange');
  expect(server.store.pendingStructs).toBeNull();
  expect(server.store.pendingDs).toBeNull();
}
