import { readId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { newDocument } from '../shape/roots.ts';
import { createAction } from './actions.ts';
import { ItemReader } from './item-reader.ts';
import { writeItemRegister } from './item-registers.ts';
import { readItemDocument } from './read-item.ts';

function followed(): { doc: Y.Doc; reader: ItemReader } {
  const doc = newDocument('item', { gc: false });
  const reader = new ItemReader(doc);
  doc.on('afterTransaction', (transaction) => reader.take(transaction));
  return { doc, reader };
}

describe('reading an item as it changes', () => {
  it('CS1 gives what a fresh reading gives, after every change', () => {
    const { doc, reader } = followed();
    const id = readId('ActionId', 'abcdefghijklmnopqrstuvwxyz', 'id');
    const changes = [
      () => writeItemRegister(doc, 'safeNow', 'YES'),
      () => writeItemRegister(doc, 'riskFactors', ['DEBTS']),
      () => doc.getText('scratch').insert(0, 'x'),
      () => id.ok && createAction(doc, id.value, { purpose: 'CARE', words: 'bel' }),
      () => doc.getMap('conditions').set('no id', 5),
      () => doc.getArray('priority').push(['nonsense']),
      () => doc.getMap('elsewhere').set('a', 1),
    ];
    for (const change of changes) {
      change();
      expect(reader.reading).toEqual(readItemDocument(doc));
    }
  });

  it('CS1 reads again only what a transaction changed', () => {
    const { doc, reader } = followed();
    writeItemRegister(doc, 'safeNow', 'YES');
    const before = reader.reading;
    doc.getText('scratch').insert(0, 'letter');
    expect(reader.reading).not.toBe(before);
    expect(reader.reading.registers.safeNow).toBe(before.registers.safeNow);
    expect(reader.reading.actions).toBe(before.actions);
    expect(reader.reading.richText.facts).toBe(before.richText.facts);
  });

  it('CS1 has nothing new to say after a transaction without a change', () => {
    const { doc, reader } = followed();
    const before = reader.reading;
    doc.transact(() => undefined);
    expect(reader.reading).toBe(before);
  });
});
