import { describe, expect, it } from 'vitest';
import { allChanges } from './all-changes.ts';
import type { Done, TableLive } from './table-live.svelte.ts';

function done(what: string, item?: string): Done {
  return { what, by: 'police', at: 1_000, ...(item === undefined ? {} : { item }) } as Done;
}

function tableWith(
  changes: readonly Done[],
  agenda: readonly string[],
  gone: readonly string[] = [],
): TableLive {
  return {
    changes,
    gone: new Set(gone),
    person: (id: string) => ({ name: id }),
    item: (id: string | undefined) =>
      id !== undefined && agenda.includes(id) ? { id, alias: `Casus ${id}` } : undefined,
  } as unknown as TableLive;
}

describe('all changes', () => {
  it('TL37 say who did what, with the case they are about', () => {
    const table = tableWith([done('accept-owner', 'Iep'), done('open-meeting')], ['Iep']);
    expect(allChanges(table).map(({ words, item }) => [words, item?.id])).toEqual([
      ['police zei ja op Iep.', 'Iep'],
      ['police opende de tafel.', undefined],
    ]);
  });

  it('TL37 leave out a case that the reader may not see any more', () => {
    const changes = [done('close-item', 'Den'), done('close-item', 'Iep'), done('rate', 'Beuk')];
    const shown = allChanges(tableWith(changes, ['Iep', 'Den'], ['Den']));
    expect(shown.map(({ done: { item } }) => item)).toEqual(['Iep']);
  });

  it('TL37 lead to the follow-up for what an earlier table left', () => {
    const [change] = allChanges(tableWith([done('action-done', 'Olm')], []));
    expect(change).toMatchObject({ isFollowUp: true, item: undefined });
    expect(change?.words).not.toContain('Olm');
  });
});
