import { type ItemId, readId, type PersonId } from '@overlegtafel/domain';
import { createItemDocument, newDocument, writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { compactHere } from '@overlegtafel/rooms';
import { MemoryRoomLog } from '@overlegtafel/rooms/memory-room-log';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LogMeetingRooms } from './meeting-rooms.ts';

const item = idOf('ItemId', 'linde');
const [chair, police] = [idOf('PersonId', 'chair'), idOf('PersonId', 'police')];
const room = itemRoom(item);

function idOf(kind: 'ItemId', text: string): ItemId;
function idOf(kind: 'PersonId', text: string): PersonId;
function idOf(kind: 'ItemId' | 'PersonId', text: string): ItemId | PersonId {
  const read = readId(kind, text, 'test');
  if (!read.ok) throw new Error(text);
  return read.value;
}

let log: MemoryRoomLog;
let reads: number[];
let n: number;

beforeEach(() => {
  log = new MemoryRoomLog();
  reads = [];
  n = 0;
});

function roomsOver(): LogMeetingRooms {
  const counted = new Proxy(log, {
    get(target, name) {
      if (name === 'read')
        return (...asked: Parameters<MemoryRoomLog['read']>) => {
          reads.push(asked[1]);
          return target.read(...asked);
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return new LogMeetingRooms({
    log: counted,
    gate: log,
    nowMs: () => 1,
    askRightsAgain: () => undefined,
  });
}

function prepare(rooms: LogMeetingRooms) {
  return rooms.prepare([{ room, firstUpdate: createItemDocument({ scratch: 'begin' }) }]);
}

/** Somebody writes in the room, as their browser would. */
async function write(person: PersonId, change: (doc: Y.Doc) => void): Promise<void> {
  const record = await log.read(room, 0);
  const doc = newDocument('item', { gc: true });
  if (record?.snapshot) Y.applyUpdate(doc, record.snapshot.state);
  for (const { update } of record?.rows ?? []) Y.applyUpdate(doc, update);
  const before = Y.encodeStateVector(doc);
  change(doc);
  const update = Y.encodeStateAsUpdate(doc, before);
  await log.claim([{ room, clientId: doc.clientID, person }]);
  const entry = { room, writer: `${person}/a`, n: (n += 1), person, clientIds: [doc.clientID] };
  await log.append([{ ...entry, atMs: 1, update }]);
}

describe('rooms as use cases read them', () => {
  it('AP20 are read to their head, and only on from where they were', async () => {
    const rooms = roomsOver();
    await prepare(rooms);
    expect((await rooms.item(item))?.head).toBe(1);
    await write(police, (doc) => {
      writeItemRegister(doc, 'safeNow', 'NO');
    });
    const read = await rooms.item(item);
    expect(read?.head).toBe(2);
    expect(read?.reading.registers.safeNow).toEqual({ kind: 'VALUE', value: 'NO' });
    expect(reads).toEqual([0, 1]);
  });

  it('AP20 reads what comes in while others read, and reads nothing of a room that is not there', async () => {
    const rooms = roomsOver();
    expect(await rooms.item(item)).toBeUndefined();
    await prepare(rooms);
    const all = await Promise.all([rooms.item(item), rooms.items([item]), rooms.item(item)]);
    expect(all[0]).toEqual(all[2]);
    expect(all[1].get(item)).toEqual(all[0]);
    await log.destroy([room]);
    expect(await rooms.item(item)).toBeUndefined();
  });

  it('AP21 know who wrote in each part, also of what was deleted and of what stands in a snapshot', async () => {
    const first = roomsOver();
    await prepare(first);
    await write(police, (doc) => {
      writeItemRegister(doc, 'safeNow', 'NO');
    });
    await write(chair, (doc) => {
      doc.getText('scratch').delete(0, 2);
    });
    const expected = { safeNow: [police], scratch: [chair] };
    expect(Object.fromEntries(await first.authors(item))).toMatchObject(expected);
    await write(police, (doc) => {
      doc.getText('scratch').insert(0, 'weg');
      doc.getText('scratch').delete(0, 3);
    });
    const record = await log.read(room, 0);
    const snapshot = record && compactHere('item', record);
    if (!snapshot) throw new Error('no snapshot');
    await log.saveSnapshot(room, snapshot);
    const authors = Object.fromEntries(await roomsOver().authors(item));
    expect(authors).toEqual({ safeNow: [police], scratch: [police] });
    expect(new Set((await roomsOver().clients(room)).values())).toEqual(new Set([police, chair]));
  });

  it('AP22 are made once: their first update is not written twice', async () => {
    const rooms = roomsOver();
    await prepare(rooms);
    await prepare(rooms);
    expect((await rooms.item(item))?.reading.scratch).toBe('begin');
    expect((await log.read(room, 0))?.head).toBe(1);
  });
});
