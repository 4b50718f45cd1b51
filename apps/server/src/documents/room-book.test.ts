import { readId, type PersonId } from '@overlegtafel/domain';
import { accessBy, type Caller, noAccess, type RoomAccess } from '@overlegtafel/usecases';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessWhere } from './room-access.fixture.ts';
import { entryRestMs, RoomBook } from './room-book.ts';

const room = 'item:linde';

function person(text: string): PersonId {
  const read = readId('PersonId', text, 'person');
  if (!read.ok) throw new Error(text);
  return read.value;
}

function caller(who: string, session = 'a'): Caller {
  return { person: person(who), session, origin: 'digest', traceId: 'trace' };
}

let lines: string[];
let access: RoomAccess;
let failing: Error | undefined;
let nowMs: number;
let book: RoomBook;

beforeEach(() => {
  lines = [];
  access = accessWhere(true);
  failing = undefined;
  nowMs = 1_000_000;
  book = new RoomBook({
    access: () => Promise.resolve(access),
    record: async (step, { room: name, transport }, _access, { person: who }) => {
      await Promise.resolve();
      if (failing) throw failing;
      lines.push(`${who} ${step.kind} ${name ?? 'nothing'} ${transport}`);
    },
    nothing: noAccess,
    nowMs: () => nowMs,
  });
});

describe('AU105 an entry', () => {
  it('is one line, however many connections there are and however often they come back', async () => {
    const tab = book.visit(room, 'WEBSOCKET', caller('police'));
    const other = book.visit(room, 'WEBSOCKET', caller('police'));
    await Promise.all([tab.entered(), other.entered()]);
    tab.left();
    other.left();
    for (let again = 0; again < 50; again += 1) {
      nowMs += 10_000;
      const back = book.visit(room, 'WEBSOCKET', caller('police'));
      await back.entered();
      back.left();
    }
    expect(lines).toEqual(['police ENTERS item:linde WEBSOCKET']);
  });

  it('ends when somebody was away for a quarter of an hour, and not while a connection is there', async () => {
    const first = book.visit(room, 'WEBSOCKET', caller('police'));
    await first.entered();
    nowMs += 5 * entryRestMs;
    const tab = book.visit(room, 'WEBSOCKET', caller('police'));
    await tab.entered();
    expect(lines).toHaveLength(1);
    first.left();
    tab.left();
    nowMs += entryRestMs - 1;
    const back = book.visit(room, 'WEBSOCKET', caller('police'));
    await back.entered();
    expect(lines).toHaveLength(1);
    back.left();
    nowMs += entryRestMs;
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    expect(lines).toHaveLength(2);
  });

  it('is of one person, one sign-in, one room and one way', async () => {
    const visits = [
      book.visit(room, 'WEBSOCKET', caller('police')),
      book.visit(room, 'WEBSOCKET', caller('chair')),
      book.visit(room, 'WEBSOCKET', caller('police', 'b')),
      book.visit(room, 'POLLING', caller('police')),
      book.visit('item:wilg', 'WEBSOCKET', caller('police')),
    ];
    for (const visit of visits) await visit.entered();
    expect(lines).toHaveLength(visits.length);
  });

  it('ends when it rests on something else', async () => {
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    const ground = { kind: 'BREAK_GLASS', reason: 'nood', until: 2 as never } as const;
    access = accessBy({ kind: 'ALLOWED', ground }, access.writing, {});
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    expect(lines).toHaveLength(2);
  });

  it('that does not stand on the record is none: the next one tries again', async () => {
    failing = new Error('no log');
    const visit = book.visit(room, 'WEBSOCKET', caller('police'));
    await expect(visit.entered()).rejects.toThrow('no log');
    visit.left();
    failing = undefined;
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    expect(lines).toHaveLength(1);
  });

  it('a clock that is set back gives a line too many and never one too few', async () => {
    const visit = book.visit(room, 'WEBSOCKET', caller('police'));
    await visit.entered();
    visit.left();
    nowMs -= 1;
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    expect(lines).toHaveLength(2);
  });

  it('ends too for who left before the line stood', async () => {
    const visit = book.visit(room, 'WEBSOCKET', caller('police'));
    const entered = visit.entered();
    visit.left();
    await entered;
    nowMs += entryRestMs;
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    expect(lines).toHaveLength(2);
  });

  it('is forgotten once it has ended', async () => {
    for (let n = 0; n < 100; n += 1) {
      const visit = book.visit(`item:oefen-${n}`, 'WEBSOCKET', caller('police'));
      await visit.entered();
      visit.left();
    }
    nowMs += entryRestMs;
    await book.visit(room, 'WEBSOCKET', caller('police')).entered();
    expect(book.size).toBe(1);
  });
});

describe('what is done in an entry', () => {
  it('AU107 its first change is one line, by whichever connection', async () => {
    const tab = book.visit(room, 'WEBSOCKET', caller('police'));
    const other = book.visit(room, 'WEBSOCKET', caller('police'));
    await tab.entered();
    await other.entered();
    await Promise.all([tab.wrote(), other.wrote()]);
    await tab.wrote();
    expect(lines.filter((line) => line.includes('WRITES'))).toHaveLength(1);
  });

  it('AU107 a change that could not be put on the record is tried again with the next', async () => {
    const visit = book.visit(room, 'WEBSOCKET', caller('police'));
    await visit.entered();
    failing = new Error('no log');
    await expect(visit.wrote()).rejects.toThrow('no log');
    failing = undefined;
    await visit.wrote();
    expect(lines).toEqual([
      'police ENTERS item:linde WEBSOCKET',
      'police WRITES item:linde WEBSOCKET',
    ]);
  });

  it('AU108 who is turned away is a line each time, also for what is no name of a room', async () => {
    access = noAccess;
    await book.visit(room, 'POLLING', caller('police')).turnedAway('ENTERS');
    await book.visit(room, 'POLLING', caller('police')).turnedAway('ENTERS');
    await book.unreadable('WEBSOCKET', caller('police'));
    expect(lines).toEqual([
      'police TURNED_AWAY item:linde POLLING',
      'police TURNED_AWAY item:linde POLLING',
      'police TURNED_AWAY nothing WEBSOCKET',
    ]);
  });
});
