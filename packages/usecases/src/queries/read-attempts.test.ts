import { addHours } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import { idOf, ids, start } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { readAttempts } from './read-attempts.ts';
import { readItem } from './read-item.ts';

it('AU68 counts what was refused, and leaves a line before anything is read', async () => {
  const { world, caller, ledger } = await smallTable();
  await readItem({ item: idOf('ItemId', 'geraden-item') }, caller('police'), world);
  await readItem({ item: ids.esdoorn }, caller('chair'), world);
  const period = { from: addHours(start, -1), until: addHours(start, 1) };
  const wish = { period, object: '2026-W48', threshold: 1 };
  expect(await readAttempts(wish, world)).toEqual([
    {
      day: '2026-11-24',
      person: 'police',
      name: 'Politie JD',
      attempts: 1,
      things: 1,
      isOver: true,
    },
  ]);
  expect(ledger.lines.at(-1)).toMatchObject({ event: 'read-attempts', object: '2026-W48' });
  ledger.failing = new Error('the log takes no line');
  await expect(readAttempts(wish, world)).rejects.toThrow('no line');
});
