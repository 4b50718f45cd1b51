import { apiContract } from '@overlegtafel/protocol/api';
import { expect, it } from 'vitest';
import { itemCalls } from '../commands/item-calls.ts';
import { ids } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { readMeeting } from './read-meeting.ts';

it('TW31 a meeting tells since when its case is at the table, and of no other case', async () => {
  const small = await smallTable();
  const chair = small.caller('chair');
  const brought = await itemCalls.bringToTable({ item: ids.linde }, chair, small.world);
  expect(brought.kind).toBe('DONE');
  const read = await readMeeting({ meeting: ids.meeting }, chair, small.world);
  if (read.kind !== 'DONE') throw new Error(JSON.stringify(read));
  const { items, blockers } = apiContract.meeting.answer.parse(read.value);
  const since = new Map(items.map(({ id, atTableSince }) => [id, atTableSince]));
  expect(since.get(ids.linde)).toBe(new Date(small.world.now()).toISOString());
  expect(since.get(ids.esdoorn)).toBeUndefined();
  expect(blockers.map(({ message }) => message)).toEqual(
    blockers.map(({ open, todo }) => `${open} ${todo}`),
  );
});
