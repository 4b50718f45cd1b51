import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createItemDocument } from '../item-document/create-item-document.ts';
import { writeItemRegister } from '../item-document/item-registers.ts';
import { replicas, updatesOf } from '../replicas.contract.ts';
import { newDocument } from '../shape/roots.ts';
import { checkUpdate } from './check-update.ts';
import { inspectUpdate } from './inspect-update.ts';

/** Numbers as Yjs writes them: seven bits to a byte, the lowest first. */
function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varUint(Math.floor(value / 128))];
}

const text = (value: string): number[] => [...varUint(value.length), ...Buffer.from(value)];
const bytes = (...parts: readonly (number | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flat());

const gc = 0;
const stringUnderRoot = [4, 1, ...text('scratch'), ...text('a')];
const stringAfter = (client: number, clock: number) => [
  4 | 128,
  ...varUint(client),
  ...varUint(clock),
  ...text('a'),
];
const noDeletes = 0;

const reasonFor = (update: Uint8Array): unknown => {
  const inspection = inspectUpdate(update);
  return inspection.ok ? 'OK' : inspection.reason;
};

describe('inspecting an update', () => {
  it('DC60 tells what was written and deleted, by client id', () => {
    const [doc] = replicas('item', 1);
    const scratch = doc!.getText('scratch');
    const [first] = updatesOf(doc!, () => scratch.insert(0, 'hé 😀'));
    expect(inspectUpdate(first!)).toMatchObject({
      ok: true,
      update: { structs: [{ client: 1, clock: 0, length: 5 }], deletes: [] },
    });
    const [second] = updatesOf(doc!, () => scratch.delete(1, 2));
    expect(inspectUpdate(second!)).toMatchObject({
      ok: true,
      update: { structs: [], deletes: [{ client: 1, clock: 1, length: 2 }] },
    });
  });

  it('DC60 an empty update and a hand-made one are fine', () => {
    expect(reasonFor(bytes(0, 0))).toBe('OK');
    expect(reasonFor(bytes(1, 1, 7, 0, stringUnderRoot, noDeletes))).toBe('OK');
  });

  it.each([
    ['no bytes', bytes(), 'NOT_DECODABLE'],
    ['an update of version 2', Y.convertUpdateFormatV1ToV2(createItemDocument()), 'NOT_DECODABLE'],
    ['fifty million structs in a few bytes', bytes(1, varUint(5e7), 7, 0, gc, 1), 'NOT_DECODABLE'],
    ['2^50 clients in a few bytes', bytes(varUint(2 ** 50), 1, 7, 0, gc, 1), 'NOT_DECODABLE'],
    [
      'a kind of content that is not there',
      bytes(1, 1, 7, 0, 31, 1, text('x'), 0),
      'NOT_DECODABLE',
    ],
    ['text that is no UTF-8', bytes(1, 1, 7, 0, 4, 1, text('scratch'), 1, 255, 0), 'NOT_DECODABLE'],
    ['a giant length', bytes(1, 1, 7, 0, gc, varUint(2 ** 40), 0), 'NUMBER_OUT_OF_RANGE'],
    ['a giant clock', bytes(1, 1, 7, varUint(2 ** 31), gc, 1, 0), 'NUMBER_OUT_OF_RANGE'],
    ['a length of nothing', bytes(1, 1, 7, 0, gc, 0, 0), 'NUMBER_OUT_OF_RANGE'],
    ['a client id of 33 bits', bytes(1, 1, varUint(2 ** 32), 0, gc, 1, 0), 'NUMBER_OUT_OF_RANGE'],
    ['a giant deletion', bytes(0, 1, 7, 1, 0, varUint(2 ** 40)), 'NUMBER_OUT_OF_RANGE'],
    ['a client in two places', bytes(2, 1, 7, 0, gc, 1, 1, 7, 1, gc, 1, 0), 'REPEATED_CLIENT'],
    ['a client without writes', bytes(2, 1, 7, 0, gc, 1, 0, 8, 0, 0), 'REPEATED_CLIENT'],
    ['a write after itself', bytes(1, 1, 7, 0, stringAfter(7, 0), 0), 'FORWARD_REFERENCE'],
    ['a write after a later one', bytes(1, 1, 7, 0, stringAfter(7, 9), 0), 'FORWARD_REFERENCE'],
    ['a document inside', withSubdocument(), 'SUBDOCUMENT'],
    ['a value nine deep', withValue(nested(9)), 'VALUE_TOO_DEEP'],
    ['a value that takes the stack', deepArray(300_000), 'NOT_DECODABLE'],
  ])('DC60 refuses %s', (_, update, reason) => {
    const before = performance.now();
    expect(reasonFor(update)).toBe(reason);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('DC60 lets a value of eight levels in', () => {
    expect(reasonFor(withValue(nested(8)))).toBe('OK');
  });

  it('DC60 whatever the bytes, what is let in can be applied whole and leaves nothing parked', () => {
    const doc = newDocument('item', { gc: true });
    doc.clientID = 9;
    writeItemRegister(doc, 'priority', 'ACT_NOW');
    const seed = createItemDocument();
    const valid = [seed, Y.encodeStateAsUpdate(doc), ...editedUpdates()];
    const mutation = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      to: fc.integer({ min: 0, max: 255 }),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (update, mutations, isEmpty) => {
          let mutant = Uint8Array.from(update);
          for (const { at, to, cut } of mutations) {
            const index = Math.floor(at * mutant.length);
            if (cut) mutant = mutant.slice(0, index);
            else mutant[index] = to;
          }
          const inspection = inspectUpdate(mutant);
          if (!inspection.ok) return;
          const target = newDocument('item', { gc: true });
          if (!isEmpty) Y.applyUpdate(target, seed);
          if (checkUpdate(target, 'item', inspection.update).kind !== 'FITS') return;
          Y.applyUpdate(target, mutant);
          expect(target.store.pendingStructs).toBeNull();
          expect(target.store.pendingDs).toBeNull();
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('DC60 random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (update) => {
        expect(() => inspectUpdate(update)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});

function editedUpdates(): Uint8Array[] {
  const [doc] = replicas('item', 1);
  const updates = updatesOf(doc!, () => {
    doc!.getText('scratch').insert(0, 'Gisteren was er ruzie.');
    doc!.getText('scratch').delete(3, 6);
    doc!.getArray('riskFactors').push([{ value: ['DEBTS'] }]);
  });
  return [Y.mergeUpdates(updates), updates[0]!];
}

function withSubdocument(): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray('owner').push([new Y.Doc()]);
  return Y.encodeStateAsUpdate(doc);
}

function withValue(value: unknown): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray('owner').push([value]);
  return Y.encodeStateAsUpdate(doc);
}

function nested(levels: number): unknown {
  return levels === 0 ? 'x' : [nested(levels - 1)];
}

/** Arrays of one element inside each other, as bytes: too deep to make with the encoder. */
function deepArray(levels: number): Uint8Array {
  const value = Array.from({ length: levels }, () => [117, 1]).flat();
  return bytes(1, 1, 7, 0, 8, 1, text('owner'), 1, value, 126, 0);
}
