import { describe, expect, it } from 'vitest';
import { ids } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { itemCalls } from './item-calls.ts';
import { planMonitoring } from './plan-monitoring.ts';

const dissent = (small: SmallTable, revisitOn: string) =>
  itemCalls.dissent(
    { item: ids.esdoorn, body: { words: 'Liever onderzoek.', revisitOn } },
    small.caller('vt-worker'),
    small.world,
  );
const check = (small: SmallTable, dueOn: string) =>
  planMonitoring(
    { case: ids.caseEsdoorn, body: { dueOn } },
    small.caller('vt-worker'),
    small.world,
  );

describe('a day that is asked for', () => {
  it.each([
    ['a dissent', 'revisitOn', dissent],
    ['a check', 'dueOn', check],
  ] as const)('UC320 of %s is today or later, and exists', async (_what, path, give) => {
    const small = await smallTable();
    const mistakesOf = async (day: string) => {
      const outcome = await give(small, day);
      const isMistake = outcome.kind === 'REFUSED' && outcome.refusal.kind === 'MISTAKES';
      return isMistake ? outcome.refusal.mistakes : outcome.kind;
    };
    expect(await mistakesOf('2025-11-24')).toEqual([
      { path, kind: 'IN_PAST', understood: '2025-11-24' },
    ]);
    expect(await mistakesOf('2126-11-24')).toEqual([
      { path, kind: 'TOO_FAR_AHEAD', understood: '2126-11-24' },
    ]);
    expect(await mistakesOf('2027-02-31')).toMatchObject([{ path }]);
    expect(await mistakesOf('2026-11-24')).toBe('DONE');
  });
});
