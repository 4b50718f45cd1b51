import { describe, expect, it } from 'vitest';
import { nextTables } from './next-tables.ts';

type Meeting = Parameters<typeof nextTables>[0][number];

function meeting(id: string, state: Meeting['state'], day: string): Meeting {
  const startsAt = `${day}T08:00:00.000Z`;
  return { id, table: 'table', tableName: 'Tafel', date: day, startsAt, state, items: 3 };
}

describe('the tables that come', () => {
  it('MW20 stand in order of when they begin, what goes on first; what is closed is not in it', () => {
    const all = [
      meeting('later', 'PREPARED', '2026-12-08'),
      meeting('closed', 'CLOSED', '2026-11-24'),
      meeting('soon', 'PREPARED', '2026-12-01'),
      meeting('adjourned', 'ADJOURNED', '2026-12-02'),
    ];
    expect(nextTables(all).map(({ id }) => id)).toEqual(['adjourned', 'soon', 'later']);
  });
});
