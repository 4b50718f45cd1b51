import { describe, expect, it } from 'vitest';
import { countsOf } from './record-words.ts';
import type { SealedAction, SealedItem } from './sealed-item.ts';
import { correctionMistakes } from './correction-sent.ts';

const action: SealedAction = {
  id: 'one',
  words: 'Bel school',
  owner: null,
  dueDate: null,
  isWithdrawn: false,
  acceptance: { kind: 'ACCEPTED', by: 'police', at: '2026-11-22T09:00:00.000Z' },
};
const held = {
  ...action,
  id: 'two',
  acceptance: { kind: 'NONE' },
  hold: { holder: 'chair' },
} as const;

describe('a sealed list', () => {
  it('FB5 counts what stands, and apart what is held until its owner says yes', () => {
    const item: SealedItem = {
      item: 'item',
      alias: 'Casus Iep',
      decision: { kind: 'DEFERRAL', words: '', confirmation: { kind: 'NONE' } },
      actions: [action, held, { ...action, id: 'three', isWithdrawn: true }],
      dissents: [{ id: 'dissent', by: 'police', words: 'Anders.' }],
    };
    const counts = { cases: 1, actions: 2, held: 1, dissents: 1, deferred: 1 };
    expect(countsOf([item])).toEqual(counts);
  });

  it('FB5 counts nothing of what its reader may not see', () => {
    const counts = { cases: 1, actions: 0, held: 0, dissents: 0, deferred: 0 };
    expect(countsOf([{ item: 'item', alias: 'Casus Iep' }])).toEqual(counts);
  });

  it('FB4 takes no correction without a case, words and a reason', () => {
    expect(correctionMistakes({ item: '', words: '', reason: '' })).toEqual([
      'casus',
      'tekst',
      'reden',
    ]);
    expect(correctionMistakes({ item: 'iep', words: 'Op 25 november.', reason: '' })).toEqual([
      'reden',
    ]);
    expect(correctionMistakes({ item: 'iep', words: 'a', reason: 'b' })).toEqual([]);
  });
});
