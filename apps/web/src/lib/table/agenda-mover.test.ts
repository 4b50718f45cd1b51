import { createMeetingDocument, newDocument, readMeetingDocument } from '@overlegtafel/documents';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { itemIds } from '#lib/agenda/moves.ts';
import { AgendaMover } from './agenda-mover.ts';
import type { TableLive } from './table-live.svelte.ts';

const ids = ['linde', 'els', 'olm'];
let isSaved: boolean;
let mayPlan: boolean;
let said: string[];
let opened: number;
let closed: number;
let readings: number;
let doc: Y.Doc;
let mover: AgendaMover;

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
  [isSaved, mayPlan, said, opened, closed, readings] = [true, true, [], 0, 0, 0];
  doc = newDocument('meeting', { gc: true });
  Y.applyUpdate(doc, createMeetingDocument({ items: itemIds(ids) }));
  const table = {
    meeting: {
      id: 'aaaaaaaaaaaaaaaaaaaaaaaaaa',
      room: 'meeting:aaaaaaaaaaaaaaaaaaaaaaaaaa',
      items: ids.map((id) => ({ id, alias: `Casus ${id}` })),
    },
    may: () => mayPlan,
    readAgain: () => {
      readings += 1;
    },
  } as unknown as TableLive;
  mover = new AgendaMover({
    table,
    open: () => {
      opened += 1;
      return Promise.resolve({
        doc,
        untilSaved: () => Promise.resolve(isSaved),
        close: () => {
          closed += 1;
        },
      });
    },
    say: (sentence) => said.push(sentence),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const order = () => readMeetingDocument(doc, itemIds(ids)).items;

it('TW13 moves a case at the table, says where it stands, and opens the document once', async () => {
  await mover.move('olm', 'UP');
  await mover.place('linde', 'AFTER', 'els');
  expect(order()).toEqual(['olm', 'els', 'linde']);
  expect(said).toEqual([
    'Casus olm staat nu op plek 2 van 3.',
    'Casus linde staat nu op plek 3 van 3.',
  ]);
  expect([opened, readings]).toEqual([1, 2]);
  mover.close();
  await Promise.resolve();
  expect(closed).toBe(1);
});

it('TW13 says that a move did not reach the server, and tries again with the next', async () => {
  isSaved = false;
  await mover.move('olm', 'UP');
  expect(order()).toEqual(ids);
  expect(said).toHaveLength(1);
  isSaved = true;
  await mover.move('olm', 'UP');
  expect(order()).toEqual(['linde', 'olm', 'els']);
  expect([opened, closed]).toEqual([2, 1]);
});

it('TW13 opens nothing for who may not change the order', async () => {
  mayPlan = false;
  await mover.move('olm', 'UP');
  expect([opened, said]).toEqual([0, []]);
});
