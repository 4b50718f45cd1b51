import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createItemDocument } from '../item-document/create-item-document.ts';
import { readItemRegister, writeItemRegister } from '../item-document/item-registers.ts';
import { newDocument } from '../shape/roots.ts';
import {
  conversions,
  convertDocument,
  migrationOrigin,
  type Conversion,
} from './convert-document.ts';
import { schemaVersion, speaksSchema } from './schema-version.ts';

/** Pretends that the answer to "is it safe now" stood in the scratch pad in version 1. */
const moved: Conversion = {
  from: 1,
  convert: (doc) => {
    if (!doc.getText('scratch').toJSON().startsWith('veilig')) return;
    doc.getText('scratch').delete(0, 'veilig'.length);
    writeItemRegister(doc, 'safeNow', 'YES');
  },
};
const nothing: Conversion = { from: 2, convert: () => undefined };

function old(): Y.Doc {
  const doc = newDocument('item', { gc: true });
  Y.applyUpdate(
    doc,
    createItemDocument({ scratch: 'veilig, zegt oma', richText: { facts: ['x'] } }),
  );
  return doc;
}

describe('versions of documents', () => {
  it('DC70 leaves a document of this version alone', () => {
    expect(convertDocument(old(), schemaVersion)).toEqual({ kind: 'CURRENT' });
  });

  it('DC70 converts forward, in one update with the origin migration, and keeps what was written', () => {
    const doc = old();
    const reader = newDocument('item', { gc: true });
    Y.applyUpdate(reader, Y.encodeStateAsUpdate(doc));
    const origins: unknown[] = [];
    doc.on('update', (_, origin) => origins.push(origin));
    const outcome = convertDocument(doc, 1, [nothing, moved], 3);
    expect(outcome).toMatchObject({ kind: 'CONVERTED', version: 3 });
    expect(origins).toEqual([migrationOrigin]);
    if (outcome.kind === 'CONVERTED') Y.applyUpdate(reader, outcome.update!);
    for (const copy of [doc, reader]) {
      expect(copy.getText('scratch').toJSON()).toBe(', zegt oma');
      expect(readItemRegister(copy, 'safeNow').register).toEqual({ kind: 'VALUE', value: 'YES' });
      expect(copy.getXmlFragment('facts').length).toBe(1);
    }
  });

  it.each([[[moved]], [conversions]])('DC70 converting twice changes nothing more', (steps) => {
    const doc = old();
    convertDocument(doc, 1, steps, 1 + steps.length);
    const again = convertDocument(doc, 1, steps, 1 + steps.length);
    expect(again.kind === 'CONVERTED' ? again.update : undefined).toBeUndefined();
  });

  it('DC70 does not open what it does not know', () => {
    for (const [from, to] of [
      [2, 1],
      [0, 1],
      [1, 3],
    ])
      expect(convertDocument(old(), from!, [moved], to)).toEqual({ kind: 'UNKNOWN_VERSION' });
  });

  it('DC71 lets in who speaks this version or says nothing', () => {
    expect([undefined, null, '1'].map(speaksSchema)).toEqual([true, true, true]);
    expect(['0', '2', '', '01', 'x'].map(speaksSchema)).not.toContain(true);
  });
});
