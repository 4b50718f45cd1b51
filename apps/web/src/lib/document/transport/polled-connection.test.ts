import { polledLimits } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import type { LineEvents } from './line.ts';
import { PolledConnection, type CarrierEvents } from './polled-connection.ts';

interface Carrier {
  readonly events: CarrierEvents;
  readonly sent: unknown[][];
  isClosed: boolean;
}

function start() {
  const carriers: Carrier[] = [];
  const connection = new PolledConnection((events) => {
    const carrier: Carrier = { events, sent: [], isClosed: false };
    carriers.push(carrier);
    return {
      emit: (...sent) => carrier.sent.push(sent),
      close: () => (carrier.isClosed = true),
    };
  });
  const carrier = (): Carrier => {
    const found = carriers.at(-1);
    if (found === undefined) throw new Error('no connection was made');
    return found;
  };
  return { connection, carriers, carrier };
}

function listener() {
  const told: unknown[] = [];
  const events: LineEvents = {
    opened: () => told.push('opened'),
    received: (message) => told.push([...new Uint8Array(message)]),
    ended: (code) => told.push(code),
  };
  return { told, events };
}

const turn = () => new Promise<void>((resolve) => queueMicrotask(resolve));

describe('EP9 one polled connection', () => {
  it('carries many rooms, each on its channel', async () => {
    const { connection, carriers, carrier } = start();
    const [first, second] = [listener(), listener()];
    const line = connection.line('item:esdoorn', first.events);
    connection.line('item:linde', second.events);
    expect(carriers).toHaveLength(1);
    carrier().events.connected();
    expect(carrier().sent).toEqual([
      ['join', 0, 'item:esdoorn'],
      ['join', 1, 'item:linde'],
    ]);
    carrier().events.message(1, new Uint8Array([7]), new Uint8Array([8]).buffer);
    expect([first.told, second.told]).toEqual([['opened'], ['opened', [7], [8]]]);
    line.send(new Uint8Array([1]));
    line.send(new Uint8Array([2]));
    await turn();
    expect(carrier().sent.at(-1)).toEqual(['message', 0, new Uint8Array([1]), new Uint8Array([2])]);
  });

  it('ends one room and leaves the others', () => {
    const { connection, carrier } = start();
    const [first, second] = [listener(), listener()];
    connection.line('item:esdoorn', first.events);
    connection.line('item:linde', second.events);
    carrier().events.connected();
    carrier().events.closed(0, 4403, 'no access');
    expect([first.told, second.told]).toEqual([['opened', 4403], ['opened']]);
    expect(carrier().isClosed).toBe(false);
  });

  it('is ended after the last room, and made again for the next', async () => {
    const { connection, carriers, carrier } = start();
    const line = connection.line('item:esdoorn', listener().events);
    carrier().events.connected();
    line.close();
    expect(carrier().sent.at(-1)).toEqual(['leave', 0]);
    expect(carrier().isClosed).toBe(true);
    const again = listener();
    connection.line('item:esdoorn', again.events);
    carriers[0]?.events.lost();
    expect(carriers).toHaveLength(2);
    carrier().events.connected();
    await turn();
    expect(carrier().sent).toEqual([['join', 1, 'item:esdoorn']]);
    expect(again.told).toEqual(['opened']);
  });

  it('tells every room when it is lost', () => {
    const { connection, carrier } = start();
    const one = listener();
    connection.line('item:esdoorn', one.events);
    carrier().events.lost();
    expect(one.told).toEqual([1006]);
  });

  it('does not take what is on its way for an older room for the new one’s', () => {
    const { connection, carrier } = start();
    connection.line('item:linde', listener().events);
    carrier().events.connected();
    connection.line('item:esdoorn', listener().events).close();
    const again = listener();
    connection.line('item:esdoorn', again.events);
    carrier().events.message(1, new Uint8Array([7]));
    expect(again.told).toEqual([]);
  });

  it('takes nothing that is no message', () => {
    const { connection, carrier } = start();
    const one = listener();
    connection.line('item:esdoorn', one.events);
    carrier().events.connected();
    carrier().events.message('0', 'text');
    carrier().events.message(0, 'text', 3);
    carrier().events.closed(0);
    expect(one.told).toEqual(['opened']);
  });

  it('EP200 sends and takes more messages, and longer ones, than one event holds', async () => {
    const { connection, carrier } = start();
    const one = listener();
    const line = connection.line('item:esdoorn', one.events);
    carrier().events.connected();
    const many = Array.from({ length: 22 }, (_, i) => Uint8Array.of(i));
    for (const message of many) line.send(message);
    await turn();
    const sent = carrier().sent.filter(([event]) => event === 'message');
    expect(sent.map((event) => event.length - 2)).toEqual([8, 8, 6]);
    carrier().events.part(0, Uint8Array.of(1, 2));
    carrier().events.part(0, Uint8Array.of(3).buffer);
    carrier().events.message(0, Uint8Array.of(4), Uint8Array.of(9));
    expect(one.told).toEqual(['opened', [1, 2, 3, 4], [9]]);
  });

  it('EP201 sends on when what it sent has left, and not what nobody waits for', async () => {
    const { connection, carrier } = start();
    const line = connection.line('item:esdoorn', listener().events);
    connection.line('item:linde', listener().events);
    carrier().events.connected();
    line.send(new Uint8Array(2 * polledLimits.eventBytes + 1));
    await turn();
    const names = () => carrier().sent.map(([event]) => event);
    expect(names()).toEqual(['join', 'join', 'part']);
    carrier().events.drained();
    expect(names()).toEqual(['join', 'join', 'part', 'part']);
    line.close();
    carrier().events.drained();
    expect(names()).toEqual(['join', 'join', 'part', 'part', 'leave']);
  });
});
