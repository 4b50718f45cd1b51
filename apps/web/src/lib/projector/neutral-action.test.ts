import { describe, expect, it } from 'vitest';
import type { ItemAnswer, TablePeople } from '#lib/table/table-answers.ts';
import { neutralActions } from './neutral-action.ts';

const table = {
  people: [
    { id: 'police', name: 'Politie JD', organisation: { id: 'politie', name: 'Politie' } },
    { id: 'chair', name: 'Voorzitter FK', organisation: { id: 'vt', name: 'Veilig Thuis' } },
  ],
  organisations: [{ id: 'politie', name: 'Politie' }],
} as unknown as TablePeople;

const action = {
  id: 'one',
  purpose: 'CARE',
  words: { kind: 'VALUE', value: 'Praat met Fatima (6) over haar vader' },
  owner: { kind: 'VALUE', value: { kind: 'PERSON', person: 'police' } },
  dueDate: { kind: 'VALUE', value: '2026-11-27' },
  phase: { kind: 'VALUE', value: 'DIRECT_SAFETY' },
  withdrawn: { kind: 'EMPTY' },
  acceptance: { kind: 'NONE' },
};

function shown(...changes: readonly object[]) {
  const actions = changes.map((change) => ({ ...action, ...change }));
  return neutralActions({ actions } as unknown as ItemAnswer, table);
}

describe('an action on the screen of a room', () => {
  it('DE30 has no words and no names: only what kind it is, and of which organisation', () => {
    const [one] = shown({});
    expect(one?.title).toBe('Directe veiligheid');
    expect(one?.standing).toBe('Wacht op ja van Politie');
    const text = JSON.stringify(
      shown(
        {},
        { acceptance: { kind: 'ACCEPTED', stands: true } },
        { hold: { holder: 'chair', stands: true } },
      ),
    );
    for (const untold of ['Fatima', '6)', 'vader', 'JD', 'FK']) expect(text).not.toContain(untold);
    expect(text).toContain('Politie zei ja');
    expect(text).toContain('Voorlopig bij Veilig Thuis');
  });

  it('DE30 shows that nobody has it, that two days were chosen, and nothing that was withdrawn', () => {
    const [one, ...rest] = shown(
      { owner: { kind: 'EMPTY' }, dueDate: { kind: 'CONFLICT', values: ['a', 'b'] } },
      { withdrawn: { kind: 'VALUE', value: true } },
    );
    expect(rest).toEqual([]);
    expect(one).toMatchObject({
      state: 'attention',
      standing: 'Nog geen eigenaar',
      hasTwoDays: true,
    });
    expect(one).not.toHaveProperty('due');
  });
});
