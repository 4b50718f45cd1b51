import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkUpdate } from '../admission/check-update.ts';
import { inspectUpdate } from '../admission/inspect-update.ts';
import { createItemDocument } from '../item-document/create-item-document.ts';
import { exchange, replicas, updatesOf } from '../replicas.contract.ts';
import { newDocument } from '../shape/roots.ts';
import { edit, editorEdit } from './editor-edits.contract.ts';
import { expectOpensUnchanged } from './opening.contract.ts';
import { rawEdit, writeRaw } from './raw-edits.contract.ts';

const field = 'facts';

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
        for (const doc of docs) expectOpensUnchanged(doc, field);
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
        expectOpensUnchanged(server, field);
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
