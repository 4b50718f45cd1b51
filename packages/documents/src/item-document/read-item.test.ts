import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { joiner, updatesOf } from '../replicas.contract.ts';
import { newDocument, rootNames } from '../shape/roots.ts';
import { createItemDocument } from './create-item-document.ts';
import { readItemDocument } from './read-item.ts';

/** Anything that somebody may put under any name, in any type. */
interface Writing {
  readonly root: string;
  readonly as: 'ARRAY' | 'MAP' | 'TEXT' | 'XML';
  readonly piece: Piece;
  readonly key: string;
}
type Piece =
  'MAP' | 'ARRAY' | 'TEXT' | 'XML_TEXT' | 'ELEMENT' | 'HOOK' | { readonly plain: unknown };

const plain = fc.oneof(
  fc.anything({ maxDepth: 3 }).filter((value) => isStorable(value)),
  fc.constant({ value: 'ACT_NOW' }),
  fc.constant({ value: { kind: 'PERSON', person: 'chair' } }),
  fc.constant(Uint8Array.of(1, 2)),
);
const writing: fc.Arbitrary<Writing> = fc.record({
  root: fc.constantFrom(...rootNames('item'), 'order', 'secret', '__proto__', 'constructor'),
  as: fc.constantFrom('ARRAY', 'MAP', 'TEXT', 'XML'),
  piece: fc.oneof(
    fc.constantFrom('MAP', 'ARRAY', 'TEXT', 'XML_TEXT', 'ELEMENT', 'HOOK'),
    plain.map((value) => ({ plain: value })),
  ),
  key: fc.constantFrom('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaa', 'purpose', 'words', '__proto__', ''),
});

function make(piece: Piece): unknown {
  switch (piece) {
    case 'MAP':
      return new Y.Map<unknown>([
        ['purpose', 'CARE'],
        ['words', Y.Array.from(['x'])],
        ['owner', new Y.Map()],
      ]);
    case 'ARRAY':
      return Y.Array.from([{ value: true }, 5]);
    case 'TEXT':
      return new Y.Text('text');
    case 'XML_TEXT':
      return new Y.XmlText('xml');
    case 'ELEMENT':
      return new Y.XmlElement('image');
    case 'HOOK':
      return new Y.XmlHook('hook');
    default:
      return piece.plain;
  }
}

function write(doc: Y.Doc, { root, as, piece, key }: Writing): void {
  const value = make(piece);
  if (as === 'ARRAY') doc.getArray(root).push([value]);
  else if (as === 'MAP') doc.getMap(root).set(key, value);
  else if (as === 'XML') doc.getXmlFragment(root).insert(0, [value as Y.XmlElement]);
  else if (value instanceof Y.AbstractType) doc.getText(root).insertEmbed(0, value);
  else doc.getText(root).insert(0, 'letters', { [key || 'k']: { v: 1 } });
}

/** Each writing comes from a program of its own, so that one root can be used as several types. */
function documentOf(writings: readonly Writing[]): Uint8Array {
  const updates = writings.map((writing) => {
    const doc = new Y.Doc();
    try {
      write(doc, writing);
    } catch {
      // Yjs itself refuses it.
    }
    return Y.encodeStateAsUpdate(doc);
  });
  return Y.mergeUpdates(updates);
}

function isStorable(value: unknown): boolean {
  try {
    new Y.Doc().getArray('x').push([value]);
    return true;
  } catch {
    return false;
  }
}

describe('reading an item', () => {
  it('DC2 DC3 never throws, changes nothing, and finds something wrong with whatever is strange', () => {
    fc.assert(
      fc.property(
        fc.array(writing, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (all, isTyped) => {
          const doc = isTyped ? newDocument('item', { gc: true }) : new Y.Doc();
          Y.applyUpdate(doc, documentOf(all));
          let reading: ReturnType<typeof readItemDocument> | undefined;
          const updates = updatesOf(doc, () => {
            reading = readItemDocument(doc);
          });
          expect(updates).toEqual([]);
          expect(reading).toEqual(readItemDocument(joiner(doc, 'item')));
          for (const { path } of reading!.findings) expect(path.length).toBeLessThan(80);
          const registers = Object.values(reading!.registers);
          const isOdd = registers.some(({ kind }) => kind === 'MALFORMED');
          if (isOdd) expect(reading!.findings).not.toEqual([]);
        },
      ),
      { numRuns: 1_500 },
    );
  }, 60_000);

  it.each(rootNames('item').filter((root) => !['scratch', 'facts'].includes(root)))(
    'DC3 letters in %s are a finding',
    (root) => {
      const doc = new Y.Doc();
      doc.getText(root).insert(0, 'letters');
      expect(readItemDocument(joiner(doc, 'item')).findings).toEqual([{ path: root }]);
      expect(readItemDocument(doc).findings).toEqual([{ path: root }]);
    },
  );

  it('DC3 an unknown root is a finding', () => {
    const doc = newDocument('item', { gc: true });
    doc.getMap('secret').set('a', 1);
    expect(readItemDocument(doc).findings).toEqual([{ path: 'secret' }]);
  });

  it('DC1 an untouched item has nothing in it and nothing wrong with it', () => {
    const reading = readItemDocument(newDocument('item', { gc: true }));
    expect(reading).toMatchObject({ scratch: '', decisionWords: '', actions: [], conditions: [] });
    expect(Object.values(reading.registers).every(({ kind }) => kind === 'EMPTY')).toBe(true);
    expect(reading.findings).toEqual([]);
  });

  it('DC3 a document of ten thousand levels is read like any other', () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      let inner: Y.XmlFragment = doc.getXmlFragment('facts');
      for (let depth = 0; depth < 10_000; depth++) {
        const next = new Y.XmlElement('bulletList');
        inner.insert(0, [next]);
        inner = next;
      }
    });
    expect(readItemDocument(doc).findings).toEqual([{ path: 'facts' }]);
  });

  it('DC4 a new item has a run of text to write in, so that two who begin at once share it', () => {
    const seed = createItemDocument();
    const docs = [joinerOf(seed), joinerOf(seed)];
    docs.forEach((doc, index) => {
      const paragraph = doc.getXmlFragment('facts').get(0) as Y.XmlElement;
      (paragraph.get(0) as Y.XmlText).insert(0, index === 0 ? 'een' : 'twee');
    });
    Y.applyUpdate(docs[0]!, Y.encodeStateAsUpdate(docs[1]!));
    const [paragraph, ...others] = readItemDocument(docs[0]!).richText.facts;
    expect(others).toEqual([]);
    expect(paragraph!.runs).toHaveLength(2);
  });

  it('DC4 a carried-over item starts with what the last table left', () => {
    const doc = joinerOf(
      createItemDocument({
        scratch: 'Vorige week',
        richText: { facts: ['Er was ruzie.', 'Politie kwam.'], decisionText: ['Uitgesteld.'] },
        registers: { decisionKind: 'DEFERRAL', visitThisWeek: false, riskFactors: ['DEBTS'] },
        actions: [{ id: 'action-1' as never, purpose: 'INTERIM_CHECK', words: 'Belt moeder' }],
        conditions: [{ id: 'condition-1' as never, words: 'Vader slaapt elders' }],
      }),
    );
    const reading = readItemDocument(doc);
    expect(reading.findings).toEqual([]);
    expect(reading).toMatchObject({
      scratch: 'Vorige week',
      decisionWords: 'Uitgesteld.',
      registers: {
        decisionKind: { kind: 'VALUE', value: 'DEFERRAL' },
        visitThisWeek: { kind: 'VALUE', value: false },
        riskFactors: { kind: 'VALUE', value: ['DEBTS'] },
        priority: { kind: 'EMPTY' },
      },
      actions: [{ purpose: 'INTERIM_CHECK', words: { kind: 'VALUE', value: 'Belt moeder' } }],
      conditions: [{ words: { kind: 'VALUE' }, alarm: { kind: 'EMPTY' } }],
    });
    expect(reading.richText.facts.map(({ text }) => text)).toEqual([
      'Er was ruzie.',
      'Politie kwam.',
    ]);
  });
});

function joinerOf(update: Uint8Array): Y.Doc {
  const doc = newDocument('item', { gc: true });
  Y.applyUpdate(doc, update);
  return doc;
}
