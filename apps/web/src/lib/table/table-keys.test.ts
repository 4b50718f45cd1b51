import { describe, expect, it, vi } from 'vitest';
import type { AgendaMover } from './agenda-mover.ts';
import type { AtTable } from './at-table.svelte.ts';
import { caseCommands } from './case/case-commands.ts';
import type { CaseDesk } from './case/case-desk.svelte.ts';
import { tableCommands } from './table-commands.ts';
import type { TableLive } from './table-live.svelte.ts';

vi.mock('$app/navigation', () => ({ goto: () => Promise.resolve() }));
vi.mock('$app/paths', () => ({ resolve: (path: string) => path }));

function keysFor(role: string, mayMove: boolean): readonly string[] {
  const table = {
    me: { roles: [role] },
    meeting: { id: 'meeting', state: 'OPEN', items: [] },
  } as unknown as TableLive;
  const desk = { table, item: { id: 'iep', caseId: 'case' } } as unknown as CaseDesk;
  const commands = [
    ...tableCommands(table, {} as AtTable),
    ...caseCommands(desk, { mayMove } as AgendaMover),
  ];
  return [...new Set(commands.map(({ keys = '' }) => keys))].sort();
}

const everybody = [
  'Control+Enter',
  'Control+Shift+z',
  'Control+z',
  ...['a', 'b', 'd', 'e', 'f', 'g a', 'g c', 'g h', 'g t', 'j', 'k', 'p'],
  ...['t 1', 't 2', 't 3', 't 4', 'x'],
];

describe('the keys at the table', () => {
  it('TW11 are those of everybody, and no key begins with those of another', () => {
    const keys = keysFor('police', false);
    expect(keys).toEqual(everybody);
    for (const one of keys)
      expect(keys.filter((other) => other !== one && other.startsWith(`${one} `))).toEqual([]);
  });

  it('TW11 give who takes in reports and keeps the agenda a new case and the order', () => {
    const more = ['Alt+ArrowDown', 'Alt+ArrowUp', 'n'];
    expect(keysFor('vt-worker', true)).toEqual([...everybody, ...more].sort());
  });
});
