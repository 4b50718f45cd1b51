import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { lostText } from './lost-text.ts';

/** Updates of a document from now on. */
function updatesOf(doc: Y.Doc, edit: () => void): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => updates.push(update);
  doc.on('update', keep);
  edit();
  doc.off('update', keep);
  return updates;
}

describe('OB7 the text of what was refused', () => {
  it('is what was written, without what was deleted again and without what was saved', () => {
    const doc = new Y.Doc();
    const scratch = doc.getText('scratch');
    scratch.insert(0, 'Opgeslagen zin.');
    const lost = updatesOf(doc, () => {
      for (const letter of ' Bel de schol') scratch.insert(scratch.length, letter);
      scratch.delete(scratch.length - 2, 2);
      scratch.insert(scratch.length, 'ool 😀');
      scratch.insert(0, 'Vooraan. ');
    });
    expect(lostText(doc, lost)).toBe('Vooraan.\n Bel de school 😀');
  });

  it('finds text in rich text, cards and registers too', () => {
    const doc = new Y.Doc();
    const lost = updatesOf(doc, () => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('Moeder zegt dat het gaat.')]);
      doc.getXmlFragment('facts').insert(0, [paragraph]);
      const words = new Y.Array<unknown>();
      words.push([{ value: 'Huisbezoek plannen' }]);
      doc.getMap('actions').set('a1', new Y.Map([['words', words]]));
    });
    expect(lostText(doc, lost).split('\n')).toEqual(
      expect.arrayContaining(['Moeder zegt dat het gaat.', 'Huisbezoek plannen']),
    );
  });

  it('is there when what it builds on is not', () => {
    const doc = new Y.Doc();
    const scratch = doc.getText('scratch');
    scratch.insert(0, 'Dit is weg.');
    const lost = updatesOf(doc, () => {
      for (const letter of ' Dit niet.') scratch.insert(scratch.length, letter);
    });
    expect(lostText(new Y.Doc(), lost).trim()).toBe('Dit niet.');
  });

  it('is nothing when nothing was written', () => {
    expect(lostText(new Y.Doc(), [])).toBe('');
  });
});
