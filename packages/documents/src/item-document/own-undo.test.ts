import { readId, type ActionId } from '@overlegtafel/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newDocument } from '../shape/roots.ts';
import { clearAction, createAction, withdrawAction, writeAction } from './actions.ts';
import { writeItemRegister } from './item-registers.ts';
import { OwnUndo } from './own-undo.ts';
import { readItemDocument } from './read-item.ts';

const mine = 'mine';
let me: Y.Doc;
let other: Y.Doc;
let undo: OwnUndo;

beforeEach(() => {
  me = newDocument('item', { gc: false });
  other = newDocument('item', { gc: false });
  undo = new OwnUndo(me, mine);
});

function meet(): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(me), 'server');
  Y.applyUpdate(me, Y.encodeStateAsUpdate(other), 'server');
}

function choose(doc: Y.Doc, value: 'YES' | 'NO' | 'UNKNOWN'): void {
  undo.nextStep();
  doc.transact(() => writeItemRegister(doc, 'safeNow', value), mine);
}

const safeNow = (doc: Y.Doc): unknown => readItemDocument(doc).registers.safeNow;

function paragraph(doc: Y.Doc, text: string): Y.XmlText {
  const words = new Y.XmlText(text);
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [words]);
  doc.getXmlFragment('facts').push([line]);
  return words;
}

const facts = (doc: Y.Doc): string[] =>
  readItemDocument(doc).richText.facts.map(({ text }) => text);

describe('undo of what was chosen', () => {
  it('CS10 goes back to what stood there, and redo forth again', () => {
    choose(me, 'YES');
    choose(me, 'NO');
    undo.undo();
    expect(safeNow(me)).toEqual({ kind: 'VALUE', value: 'YES' });
    undo.redo();
    expect(safeNow(me)).toEqual({ kind: 'VALUE', value: 'NO' });
    undo.undo();
    undo.undo();
    expect(safeNow(me)).toEqual({ kind: 'EMPTY' });
    expect(undo.canUndo()).toBe(false);
  });

  it('CS11 leaves the choice that somebody else made since, and sets no second one beside it', () => {
    choose(me, 'YES');
    choose(me, 'NO');
    meet();
    writeItemRegister(other, 'safeNow', 'UNKNOWN');
    meet();
    undo.undo();
    meet();
    expect(safeNow(me)).toEqual({ kind: 'VALUE', value: 'UNKNOWN' });
    expect(safeNow(other)).toEqual({ kind: 'VALUE', value: 'UNKNOWN' });
  });

  it('CS11 ends a conflict by taking back my side of it', () => {
    choose(me, 'YES');
    meet();
    choose(me, 'NO');
    writeItemRegister(other, 'safeNow', 'UNKNOWN');
    meet();
    expect(safeNow(me)).toMatchObject({ kind: 'CONFLICT' });
    undo.undo();
    meet();
    expect(safeNow(other)).toEqual({ kind: 'VALUE', value: 'UNKNOWN' });
  });

  it('CS11 brings a conflict back that I settled', () => {
    choose(me, 'YES');
    writeItemRegister(other, 'safeNow', 'NO');
    meet();
    choose(me, 'YES');
    undo.undo();
    expect(safeNow(me)).toMatchObject({ kind: 'CONFLICT' });
  });
});

describe('undo of what was written', () => {
  it('CS10 takes my words and leaves those of others, also in my own paragraph', () => {
    let words: Y.XmlText | undefined;
    me.transact(() => (words = paragraph(me, 'van mij')), mine);
    meet();
    paragraph(other, 'van een ander');
    const shared = other.getXmlFragment('facts').get(0);
    if (shared instanceof Y.XmlElement) {
      const text = shared.get(0);
      if (text instanceof Y.XmlText) text.insert(text.length, ' en van ons');
    }
    meet();
    expect(words?.length).toBeGreaterThan(7);
    undo.undo();
    meet();
    expect(facts(me)).toEqual([' en van ons', 'van een ander']);
    expect(facts(other)).toEqual(facts(me));
  });

  it('CS10 takes nothing that came from another', () => {
    paragraph(other, 'van een ander');
    meet();
    undo.undo();
    expect(facts(me)).toEqual(['van een ander']);
    expect(undo.canUndo()).toBe(false);
  });
});

describe('undo of an action', () => {
  it('CS12 withdraws the action that I made, and never takes it out of the document', () => {
    const parsed = readId('ActionId', 'abcdefghijklmnopqrstuvwxyz', 'id');
    if (!parsed.ok) throw new Error('no id');
    const id: ActionId = parsed.value;
    createAction(me, id, { purpose: 'CARE', words: 'bel school' });
    withdrawAction(me, id);
    me.transact(() => clearAction(me, id, 'withdrawn'), mine);
    expect(readItemDocument(me).actions[0]?.withdrawn).toEqual({ kind: 'EMPTY' });
    undo.nextStep();
    me.transact(() => writeAction(me, { id, field: 'words' }, 'bel de school'), mine);
    undo.undo();
    expect(readItemDocument(me).actions[0]?.words).toEqual({ kind: 'VALUE', value: 'bel school' });
    undo.undo();
    const [action] = readItemDocument(me).actions;
    expect(action?.withdrawn).toEqual({ kind: 'VALUE', value: true });
    expect(readItemDocument(me).findings).toEqual([]);
    undo.redo();
    expect(readItemDocument(me).actions[0]?.withdrawn).toEqual({ kind: 'EMPTY' });
  });
});
