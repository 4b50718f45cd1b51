import { newDocument } from '@overlegtafel/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { sidesOf, type Author } from './authors.ts';
import { CaseDocument } from './case-document.svelte.ts';

const authors = new Map<number, Author>();
let mayWrite = true;
let mine: CaseDocument;
let theirs: CaseDocument;

function author(name: string): Author {
  return { name, initials: name.slice(-2), organisation: 'veilig-thuis' };
}

function open(name: string): CaseDocument {
  const doc = newDocument('item', { gc: true });
  authors.set(doc.clientID, author(name));
  return new CaseDocument({
    doc,
    mayWrite: () => mayWrite,
    authorOf: (client) => authors.get(client),
  });
}

function meet(): void {
  Y.applyUpdate(theirs.doc, Y.encodeStateAsUpdate(mine.doc), 'server');
  Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(theirs.doc), 'server');
}

beforeEach(() => {
  // The compiler of the screens makes these; without it a state is the value itself.
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
  mayWrite = true;
  mine = open('Voorzitter FK');
  theirs = open('Politie JD');
});

afterEach(() => {
  vi.unstubAllGlobals();
  authors.clear();
});

describe('a case that two people write in', () => {
  it('CS3 shows both values with both names, and one choice settles it', () => {
    mine.choosePriority('ACT_NOW');
    theirs.choosePriority('WITHIN_TERM');
    meet();
    expect(mine.reading.registers.priority).toMatchObject({ kind: 'CONFLICT' });
    const names = (sheet: CaseDocument) =>
      sheet.sides('priority').map(({ value, authors: by }) => [value, by.map((each) => each.name)]);
    expect(names(mine)).toEqual(names(theirs));
    expect(names(mine)).toEqual(
      expect.arrayContaining([
        ['ACT_NOW', ['Voorzitter FK']],
        ['WITHIN_TERM', ['Politie JD']],
      ]),
    );
    theirs.choosePriority('ACT_NOW');
    meet();
    expect(mine.reading.registers.priority).toEqual({ kind: 'VALUE', value: 'ACT_NOW' });
  });

  it('CS3 names a value once with everybody who chose it', () => {
    mine.chooseSafeNow('NO');
    theirs.chooseSafeNow('NO');
    meet();
    const [side, ...others] = mine.sides('safeNow');
    expect(others).toEqual([]);
    expect(side?.value).toBe('NO');
    expect(side?.authors).toHaveLength(2);
  });

  it('CS4 gives no name to an author whom nobody named', () => {
    const entries = [{ id: { client: 1, clock: 0 }, value: 'NO' }];
    expect(sidesOf(entries, () => undefined)).toEqual([{ value: 'NO', authors: [] }]);
  });

  it('CS10 undoes my own last change over all fields, step by step', () => {
    mine.chooseSafeNow('YES');
    mine.toggleRiskFactor('DEBTS');
    mine.toggleRiskFactor('TRAUMA');
    meet();
    theirs.choosePriority('WAITING');
    meet();
    mine.undo();
    expect(mine.reading.registers.riskFactors).toEqual({ kind: 'VALUE', value: ['DEBTS'] });
    mine.undo();
    expect(mine.reading.registers.riskFactors).toEqual({ kind: 'EMPTY' });
    expect(mine.reading.registers.safeNow).toEqual({ kind: 'VALUE', value: 'YES' });
    mine.redo();
    expect(mine.reading.registers.riskFactors).toEqual({ kind: 'VALUE', value: ['DEBTS'] });
    mine.undo();
    mine.undo();
    expect(mine.canUndo).toBe(false);
    expect(mine.reading.registers.priority).toEqual({ kind: 'VALUE', value: 'WAITING' });
  });

  it('CS12 withdraws an action and a condition that I undo, and leaves nothing to find', () => {
    mine.addAction({ purpose: 'CARE', words: 'bel school' });
    mine.addCondition({ words: 'geen contact' });
    expect(mine.reading.actions[0]?.withdrawn).toEqual({ kind: 'EMPTY' });
    mine.undo();
    mine.undo();
    expect(mine.reading.actions[0]?.withdrawn).toEqual({ kind: 'VALUE', value: true });
    expect(mine.reading.conditions[0]?.withdrawn).toEqual({ kind: 'VALUE', value: true });
    expect(mine.reading.findings).toEqual([]);
    mine.redo();
    expect(mine.reading.actions[0]?.withdrawn).toEqual({ kind: 'EMPTY' });
  });

  it('CS2 changes nothing when one may not write', () => {
    mine.chooseSafeNow('YES');
    const before = Y.encodeStateVector(mine.doc);
    mayWrite = false;
    mine.chooseSafeNow('NO');
    mine.chooseOwner(undefined);
    mine.undo();
    mine.redo();
    expect(mine.addAction({ purpose: 'CARE' })).toBeUndefined();
    expect(mine.addCondition({})).toBeUndefined();
    expect(Y.encodeStateVector(mine.doc)).toEqual(before);
    expect(mine.reading.registers.safeNow).toEqual({ kind: 'VALUE', value: 'YES' });
  });

  it('CS1 has no new reading when nothing changed', () => {
    const before = mine.reading;
    mine.doc.transact(() => undefined);
    expect(mine.reading).toBe(before);
    mine.chooseSafeNow('YES');
    expect(mine.reading.actions).toBe(before.actions);
  });
});
