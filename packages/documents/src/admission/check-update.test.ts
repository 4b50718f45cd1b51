import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createItemDocument } from '../item-document/create-item-document.ts';
import { readItemDocument } from '../item-document/read-item.ts';
import { exchange, joiner, replicas, updatesOf } from '../replicas.contract.ts';
import { fitsSchema } from '../rich-text/check-rich-text.ts';
import { expectOpensUnchanged } from '../rich-text/opening.contract.ts';
import { rawEdit, strayEdit, writeRaw } from '../rich-text/raw-edits.contract.ts';
import { newDocument, type DocumentKind } from '../shape/roots.ts';
import { checkUpdate, type UpdateVerdict } from './check-update.ts';
import { inspectUpdate } from './inspect-update.ts';
import { touchedRoots } from './touched-roots.ts';

function judge(server: Y.Doc, update: Uint8Array, kind: DocumentKind = 'item'): UpdateVerdict {
  const inspection = inspectUpdate(update);
  if (!inspection.ok) throw new Error(inspection.reason);
  return checkUpdate(server, kind, inspection.update);
}

const server = () => newDocument('item', { gc: true });

/** What a program sends that uses a root as it likes. */
function sentBy(work: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  work(doc);
  return Y.encodeStateAsUpdate(doc);
}

const letters = (text: string): number[] => [...Buffer.from(text)];

/** One write of client 1 from clock 0 on, as bytes: what no encoder would make. */
const handMade = (write: readonly number[]): Uint8Array =>
  Uint8Array.from([1, 1, 1, 0, ...write, 0]);

const misfits: [string, (doc: Y.Doc) => void, string, string][] = [
  ['an unknown root', (doc) => doc.getText('secret').insert(0, 'x'), 'UNKNOWN_ROOT', 'secret'],
  ['a root of the meeting', (doc) => doc.getMap('order').set('a', 'm'), 'UNKNOWN_ROOT', 'order'],
  ['__proto__', (doc) => doc.getMap('__proto__').set('a', 1), 'UNKNOWN_ROOT', '__proto__'],
  ['keys in a register', (doc) => doc.getMap('owner').set('a', 1), 'WRONG_ROOT_TYPE', 'owner'],
  [
    'letters in a register',
    (doc) => doc.getText('owner').insert(0, 'x'),
    'WRONG_ROOT_TYPE',
    'owner',
  ],
  [
    'an embed in a register',
    (doc) => doc.getText('owner').insertEmbed(0, {}),
    'WRONG_ROOT_TYPE',
    'owner',
  ],
  [
    'a list in the actions',
    (doc) => doc.getArray('actions').push([1]),
    'WRONG_ROOT_TYPE',
    'actions',
  ],
  [
    'keys in the scratch pad',
    (doc) => doc.getMap('scratch').set('a', 1),
    'WRONG_ROOT_TYPE',
    'scratch',
  ],
  [
    'values in the scratch pad',
    (doc) => doc.getArray('scratch').push([1]),
    'WRONG_ROOT_TYPE',
    'scratch',
  ],
  [
    'an image in the scratch pad',
    (doc) => doc.getText('scratch').insertEmbed(0, {}),
    'WRONG_ROOT_TYPE',
    'scratch',
  ],
  ['letters in rich text', (doc) => doc.getText('facts').insert(0, 'x'), 'RICH_TEXT', 'facts'],
  ['an attribute on the root', (doc) => doc.getMap('facts').set('a', '1'), 'RICH_TEXT', 'facts'],
];

describe('judging an update', () => {
  it.each(misfits)('DC62 DC63 refuses %s', (_, work, reason, root) => {
    expect(judge(server(), sentBy(work))).toEqual({ kind: 'REFUSED', misfit: { reason, root } });
  });

  it('DC62 knows the roots of a meeting', () => {
    const doc = newDocument('meeting', { gc: true });
    const update = sentBy((sender) => sender.getMap('order').set('item-1', 'm'));
    expect(judge(doc, update, 'meeting').kind).toBe('FITS');
    expect(judge(doc, createItemDocument(), 'meeting').kind).toBe('REFUSED');
  });

  it('DC62 sees a misfit that hangs on a neighbour instead of on a root', () => {
    const [doc] = replicas('item', 1);
    const owners = doc!.getArray('owner');
    owners.push([{ value: 1 }]);
    const copy = joiner(doc!, 'item');
    const [update] = updatesOf(doc!, () => doc!.getArray('owner').push([new Y.XmlHook('x')]));
    expect(judge(copy, update!).kind).toBe('FITS');
    const letters = new Y.Doc();
    letters.clientID = 1;
    letters.getText('owner').insert(0, 'ab');
    const [typed] = updatesOf(letters, () => letters.getText('owner').insert(2, 'c'));
    const target = server();
    Y.applyUpdate(
      target,
      sentBy((sender) => {
        sender.clientID = 1;
        sender.getArray('owner').push([1, 2]);
      }),
    );
    expect(judge(target, typed!)).toMatchObject({ misfit: { reason: 'WRONG_ROOT_TYPE' } });
  });

  it('DC64 a malformed value in a known root is let in and is a finding', () => {
    const update = sentBy((doc) => {
      doc.getArray('owner').push(['nobody', new Y.Map([['a', 1]]), Uint8Array.of(1)]);
      doc.getMap('actions').set('x', 5);
    });
    const doc = server();
    expect(judge(doc, update).kind).toBe('FITS');
    Y.applyUpdate(doc, update);
    expect(readItemDocument(doc).findings).toEqual([{ path: 'owner' }, { path: 'actions.x' }]);
  });

  it('DC61 a gap, an unknown neighbour, parent or deletion is incomplete', () => {
    const [a, b] = replicas('item', 2);
    const first = updatesOf(a!, () => a!.getText('scratch').insert(0, 'a'));
    const second = updatesOf(a!, () => a!.getText('scratch').insert(1, 'b'));
    exchange(a!, b!);
    const onNeighbour = updatesOf(b!, () => b!.getText('scratch').insert(1, 'c'));
    const deletion = updatesOf(b!, () => b!.getText('scratch').delete(0, 1));
    const parent = updatesOf(a!, () => a!.getArray('owner').push([new Y.Map()]));
    exchange(a!, b!);
    const inParent = updatesOf(b!, () =>
      (b!.getArray('owner').get(0) as Y.Map<unknown>).set('k', 1),
    );

    const doc = server();
    const missing = (update: Uint8Array | undefined) => judge(doc, update!);
    expect(missing(second[0])).toEqual({ kind: 'INCOMPLETE', missing: [{ client: 1, clock: 0 }] });
    expect(missing(onNeighbour[0])).toMatchObject({ kind: 'INCOMPLETE' });
    expect(missing(deletion[0])).toEqual({
      kind: 'INCOMPLETE',
      missing: [{ client: 1, clock: 0 }],
    });
    expect(missing(inParent[0])).toMatchObject({ kind: 'INCOMPLETE' });
    for (const update of [
      ...first,
      ...second,
      ...onNeighbour,
      ...deletion,
      ...parent,
      ...inParent,
    ]) {
      expect(judge(doc, update).kind).toBe('FITS');
      Y.applyUpdate(doc, update);
    }
    expect(doc.store.pendingStructs).toBeNull();
  });

  it('DC61 builds on what stands to the right too', () => {
    const [a, b] = replicas('item', 2);
    a!.getText('scratch').insert(0, 'a');
    exchange(a!, b!);
    const [update] = updatesOf(b!, () => b!.getText('scratch').insert(0, 'b'));
    expect(judge(server(), update!)).toEqual({
      kind: 'INCOMPLETE',
      missing: [{ client: 1, clock: 0 }],
    });
  });

  it('DC61 one update may hold what its own parts build on, in any order of client ids', () => {
    const typing = fc.record({ who: fc.nat(2), at: fc.nat(40), meets: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(typing, { maxLength: 40 }), (typings) => {
        const docs = replicas('item', 3);
        for (const { who, at, meets } of typings) {
          const text = docs[who]!.getText('scratch');
          text.insert(Math.min(at, text.length), `${who}`);
          exchange(docs[who]!, docs[meets]!);
        }
        exchange(...docs);
        expect(judge(server(), Y.encodeStateAsUpdate(docs[0]!)).kind).toBe('FITS');
      }),
      { numRuns: 200 },
    );
  });

  it('DC61 writes that wait for each other in a ring are incomplete and cost nothing', () => {
    const ring = Uint8Array.from([
      2,
      1,
      8,
      0,
      4 | 128,
      7,
      0,
      1,
      97,
      1,
      7,
      0,
      4 | 128,
      8,
      0,
      1,
      97,
      0,
    ]);
    expect(judge(server(), ring)).toMatchObject({ kind: 'INCOMPLETE' });
  });

  it('DC61 a write that the document holds is let in again only if it names what exists', () => {
    const doc = newDocument('item', { gc: true });
    Y.applyUpdate(doc, handMade([4, 1, 7, ...letters('scratch'), 1, 97]));
    expect(judge(doc, handMade([4, 1, 7, ...letters('scratch'), 1, 97]))).toEqual({
      kind: 'FITS',
      fresh: [],
    });
    expect(judge(doc, handMade([4 | 128, 9, 0, 1, 97]))).toMatchObject({ kind: 'INCOMPLETE' });
  });

  it('DC67 a write that continues one that stands elsewhere is refused', () => {
    const [a] = replicas('item', 1);
    a!.getText('scratch').insert(0, 'ab');
    const elsewhere = handMade([8, 1, 5, ...letters('owner'), 3, 127, 127, 127]);
    expect(judge(a!, elsewhere)).toMatchObject({ misfit: { reason: 'CONTRADICTION' } });
    const longer = handMade([4, 1, 7, ...letters('scratch'), 4, ...letters('abcd')]);
    expect(judge(a!, longer)).toEqual({
      kind: 'FITS',
      fresh: [{ client: 1, clock: 2, length: 2 }],
    });
  });

  it('DC66 tells what is new from what the document holds already', () => {
    const [a] = replicas('item', 1);
    a!.getText('scratch').insert(0, 'abc');
    const copy = joiner(a!, 'item');
    a!.getText('scratch').insert(3, 'de');
    const verdict = judge(copy, Y.encodeStateAsUpdate(a!));
    expect(verdict).toEqual({ kind: 'FITS', fresh: [{ client: 1, clock: 3, length: 2 }] });
    expect(judge(a!, Y.encodeStateAsUpdate(copy))).toEqual({ kind: 'FITS', fresh: [] });
  });

  it('DC63 DC65 a stray edit is refused, and would have left a document that does not fit', () => {
    fc.assert(
      fc.property(fc.array(rawEdit, { maxLength: 8 }), strayEdit, (edits, stray) => {
        const [doc] = replicas('item', 1);
        Y.applyUpdate(doc!, createItemDocument(), 'exchange');
        for (const edit of edits) writeRaw(doc!, 'facts', edit);
        const copy = joiner(doc!, 'item');
        let isDone = false;
        const [update] = updatesOf(doc!, () => {
          isDone = writeRaw(doc!, 'facts', stray);
        });
        if (!isDone) return;
        const before = Y.encodeStateAsUpdate(copy);
        expect(judge(copy, update!)).toMatchObject({
          kind: 'REFUSED',
          misfit: { reason: 'RICH_TEXT', root: 'facts' },
        });
        expect(Y.encodeStateAsUpdate(copy)).toEqual(before);
        Y.applyUpdate(copy, update!);
        expect(fitsSchema(copy.getXmlFragment('facts'))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('DC65 what is let in, alone or together, leaves a document that fits', () => {
    const anyEdit = fc.oneof(
      { weight: 5, arbitrary: rawEdit },
      { weight: 1, arbitrary: strayEdit },
    );
    const transaction = fc.array(anyEdit, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(transaction, { minLength: 1, maxLength: 8 }), (transactions) => {
        const doc = server();
        Y.applyUpdate(doc, createItemDocument());
        for (const edits of transactions) {
          const client = joiner(doc, 'item');
          const updates = updatesOf(client, () =>
            client.transact(() => edits.forEach((edit) => writeRaw(client, 'facts', edit))),
          );
          for (const update of updates)
            if (judge(doc, update).kind === 'FITS') Y.applyUpdate(doc, update);
        }
        expectOpensUnchanged(doc, 'facts');
      }),
      { numRuns: 300 },
    );
  });

  it('DC63 refuses what hangs too deep, in rich text and in values', () => {
    const [doc] = replicas('item', 1);
    const copy = joiner(doc!, 'item');
    let inner: Y.XmlFragment = doc!.getXmlFragment('facts');
    const verdicts: string[] = [];
    for (let depth = 0; depth < 45; depth++) {
      const next = new Y.XmlElement(depth % 2 === 0 ? 'bulletList' : 'listItem');
      const [update] = updatesOf(doc!, () => inner.insert(0, [next]));
      verdicts.push(judge(copy, update!).kind);
      if (verdicts.at(-1) === 'FITS') Y.applyUpdate(copy, update!);
      inner = next;
    }
    expect(verdicts.slice(0, 40).every((kind) => kind === 'FITS')).toBe(true);
    expect(verdicts[40]).toBe('REFUSED');
    expect(fitsSchema(copy.getXmlFragment('facts'))).toBe(true);
  });

  it('DC66 touched roots are those under which something was written or deleted', () => {
    const [doc] = replicas('item', 1);
    Y.applyUpdate(doc!, createItemDocument({ scratch: 'weg' }));
    let touched: ReadonlySet<string> = new Set();
    doc!.on('afterTransaction', (transaction) => (touched = touchedRoots(transaction)));
    doc!.transact(() => {
      doc!.getText('scratch').delete(0, 1);
      const paragraph = doc!.getXmlFragment('worries').get(0);
      if (paragraph instanceof Y.XmlElement) paragraph.insert(0, [new Y.XmlText('x')]);
    });
    expect([...touched].sort()).toEqual(['scratch', 'worries']);
  });
});
