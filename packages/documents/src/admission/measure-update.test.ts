import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate } from './inspect-update.ts';
import { measureUpdate, newsOf } from './measure-update.ts';

const anyNumber = 1_000_000;

/** What decoding really makes of an update. */
function decodedCounts(update: Uint8Array): { writes: number; deletes: number } {
  const { structs, ds } = Y.decodeUpdate(update);
  let writes = new Set(structs.map(({ id }) => id.client)).size;
  for (const struct of structs) writes += 1 + (struct instanceof Y.Item ? valuesIn(struct) : 0);
  let deletes = 0;
  for (const ranges of ds.clients.values()) deletes += ranges.length;
  return { writes, deletes };
}

function valuesIn({ content }: Y.Item): number {
  return content instanceof Y.ContentAny ? valueCount(content.arr) - 1 : 0;
}

function valueCount(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + valueCount(part), 1);
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.uint8Array({ maxLength: 9 }),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.constant(undefined),
);

type Write = (doc: Y.Doc, at: number) => void;

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text): Write => (doc, at) => {
    const target = doc.getText('scratch');
    target.insert(at % (target.length + 1), text);
  }),
  fc.nat(8).map((length): Write => (doc, at) => {
    const target = doc.getText('scratch');
    const from = at % (target.length + 1);
    target.delete(from, Math.min(length, target.length - from));
  }),
  fc.array(value, { minLength: 1, maxLength: 4 }).map((values): Write => (doc) => {
    doc.getArray('priority').push([{ values }]);
  }),
  fc.string({ maxLength: 5 }).map((name): Write => (doc) => {
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(name)]);
    element.setAttribute('a', name);
    doc.getXmlFragment('facts').insert(0, [element]);
  }),
  fc.string({ maxLength: 5 }).map((name): Write => (doc) => {
    doc.getMap('actions').set(name, new Y.Map([['k', 1]]));
  }),
  fc.boolean().map((bold): Write => (doc, at) => {
    const target = doc.getText('scratch');
    if (target.length > 0) target.format(at % target.length, 1, { bold });
  }),
);

/** A document of two people, and what was written last. */
const edited = fc
  .array(fc.tuple(write, fc.nat(), fc.boolean()), { minLength: 1, maxLength: 30 })
  .map((steps) => {
    const docs = [new Y.Doc(), new Y.Doc()] as const;
    let last: Uint8Array = Uint8Array.of(0, 0);
    for (const [step, at, isFirst] of steps) {
      const [doc, other] = isFirst ? docs : [docs[1], docs[0]];
      const before = Y.encodeStateVector(doc);
      step(doc, at);
      last = Y.encodeStateAsUpdate(doc, before);
      Y.applyUpdate(other, last);
    }
    return { doc: docs[0], last };
  });

describe('measuring an update', () => {
  it('DC240 counts exactly what decoding makes, of whatever was written', () => {
    fc.assert(
      fc.property(edited, ({ doc, last }) => {
        for (const update of [last, Y.encodeStateAsUpdate(doc)])
          expect(measureUpdate(update, anyNumber)).toMatchObject(decodedCounts(update));
      }),
    );
  });

  it('DC240 counts no less than decoding makes, of bytes that were changed', () => {
    fc.assert(
      fc.property(edited, fc.nat(), fc.nat(255), ({ doc }, at, byte) => {
        const update = Y.encodeStateAsUpdate(doc);
        update[at % update.length] = byte;
        if (!inspectUpdate(update).ok) return;
        expect(measureUpdate(update, anyNumber)).toMatchObject(decodedCounts(update));
      }),
    );
  });

  it('DC240 finds what a forged length would make of a few bytes, and stops there', () => {
    const gone = Array.from({ length: 4_000 }, () => [0, 1]).flat();
    const many = Uint8Array.from([1, 160, 31, 9, 0, ...gone, 0]);
    expect(measureUpdate(many, anyNumber)).toEqual({
      writes: 4_001,
      deletes: 0,
      deletesAt: many.length - 1,
    });
    expect(measureUpdate(many, 100)).toMatchObject({ writes: 101 });
    // Says that it holds thousands of millions, and holds nothing.
    for (const bytes of [[255, 255, 255, 255, 15], [1, 255, 255, 255, 255, 15, 9, 0], [0], []])
      expect(measureUpdate(Uint8Array.from(bytes), anyNumber)).toBeUndefined();
  });

  it('DC240 does not take the stack for values in values in values', () => {
    const nested = Array.from({ length: 10_000 }, () => [117, 1]).flat();
    const update = Uint8Array.from([1, 1, 9, 0, 8, 1, 1, 97, 1, ...nested, 126, 0]);
    expect(measureUpdate(update, anyNumber)).toBeUndefined();
  });

  it('DC241 counts as news only what is not deleted yet', () => {
    fc.assert(
      fc.property(edited, ({ doc }) => {
        const update = Y.encodeStateAsUpdate(doc);
        const measure = measureUpdate(update, anyNumber);
        if (!measure) throw new Error('it can be measured');
        expect(newsOf(doc, update, measure, anyNumber).deletes).toBe(0);
        const toNobody = newsOf(new Y.Doc(), update, measure, anyNumber);
        expect(toNobody).toEqual({ update, deletes: measure.deletes });
      }),
    );
  });

  it('DC241 leaves out what is no news, and nothing that is', () => {
    fc.assert(
      fc.property(edited, edited, ({ doc }, later) => {
        const before = Y.encodeStateAsUpdate(doc);
        const reader = new Y.Doc();
        Y.applyUpdate(reader, before);
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(later.doc));
        doc.getText('scratch').delete(0, Math.ceil(doc.getText('scratch').length / 2));
        const update = Y.encodeStateAsUpdate(doc);
        const measure = measureUpdate(update, anyNumber);
        if (!measure) throw new Error('it can be measured');
        Y.applyUpdate(reader, newsOf(reader, update, measure, anyNumber).update);
        expect(Y.encodeStateAsUpdate(reader)).toEqual(Y.encodeStateAsUpdate(doc));
      }),
    );
  });

  it('DC241 does not go on counting news of which there is too much', () => {
    const many = Array.from({ length: 100 }, (_, i) => [i, 1]).flat();
    const update = Uint8Array.from([0, 1, 9, 100, ...many]);
    const measure = measureUpdate(update, anyNumber);
    if (!measure) throw new Error('it can be measured');
    expect(measure.deletes).toBe(100);
    expect(newsOf(new Y.Doc(), update, measure, 10)).toEqual({ update, deletes: 11 });
  });
});
