import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import type { Line, LineEvents } from './line.ts';
import { Network } from './network.ts';

/** A line that a test leads by hand. */
interface Handled {
  readonly by: 'webSocket' | 'polling';
  readonly to: string;
  readonly events: LineEvents;
  isClosed: boolean;
}

class HandClock implements Clock {
  #time = 0;
  #plans: { due: number; then: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  after(ms: number, then: () => void): () => void {
    const plan = { due: this.#time + ms, then };
    this.#plans.push(plan);
    return () => {
      this.#plans = this.#plans.filter((other) => other !== plan);
    };
  }

  pass(ms: number): void {
    const until = this.#time + ms;
    for (;;) {
      const [next] = this.#plans.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#plans = this.#plans.filter((plan) => plan !== next);
      this.#time = next.due;
      next.then();
    }
    this.#time = until;
  }
}

function start() {
  const lines: Handled[] = [];
  const clock = new HandClock();
  const handled =
    (by: Handled['by']) =>
    (to: string, events: LineEvents): Line => {
      const line: Handled = { by, to, events, isClosed: false };
      lines.push(line);
      return { send: () => undefined, close: () => (line.isClosed = true) };
    };
  const network = new Network({
    address: 'ws://tafel.example/documents',
    openWebSocket: handled('webSocket'),
    openPolled: handled('polling'),
    clock,
    chance: () => 0.5,
  });
  const ended: number[] = [];
  const events: LineEvents = {
    opened: () => undefined,
    received: () => undefined,
    ended: (code) => ended.push(code),
  };
  const last = (): Handled => {
    const line = lines.at(-1);
    if (line === undefined) throw new Error('no line was opened');
    return line;
  };
  const open = () => network.line('item:esdoorn', '?schema=1', events);
  return { network, clock, lines, ended, last, open };
}

const answer = new ArrayBuffer(1);

describe('EP9 the lines of a page', () => {
  it('go over WebSocket at first', () => {
    const { open, last } = start();
    open();
    expect(last()).toMatchObject({
      by: 'webSocket',
      to: 'ws://tafel.example/documents/item:esdoorn?schema=1',
    });
  });

  it('go by polling after a refusal, and back when a look is answered with a code', () => {
    const { open, last, clock, ended, network } = start();
    open();
    last().events.ended(1006, '');
    open();
    expect(last()).toMatchObject({ by: 'polling', to: 'item:esdoorn' });
    const polled = last();
    polled.events.received(answer);
    clock.pass(5_000);
    expect(last()).toMatchObject({ by: 'webSocket', to: 'ws://tafel.example/documents/probe' });
    last().events.ended(1006, '');
    clock.pass(60_000);
    last().events.ended(4404, 'gone');
    expect(network.transport).toBe('webSocket');
    expect(polled.isClosed).toBe(true);
    expect(ended).toEqual([1006, 4590]);
  });

  it('do not trust a WebSocket that opens and then stays silent', () => {
    const { open, last, clock, ended, network } = start();
    open();
    last().events.opened();
    clock.pass(8_000);
    expect(ended).toEqual([1006]);
    expect(network.transport).toBe('polling');
  });

  it('do not trust a look that opens and is never answered', () => {
    const { open, last, clock, network } = start();
    open();
    last().events.ended(1006, '');
    open();
    last().events.received(answer);
    clock.pass(5_000);
    const probe = last();
    probe.events.opened();
    clock.pass(8_000);
    expect(probe.isClosed).toBe(true);
    expect(network.transport).toBe('polling');
  });

  it('EP201 do not take a long message that is arriving for silence', () => {
    const { open, last, clock, ended } = start();
    open();
    last().events.ended(1006, '');
    open();
    last().events.arriving?.();
    clock.pass(60_000);
    expect(ended).toEqual([1006]);
  });

  it('stay with WebSocket when the server itself says no', () => {
    const { open, last, network } = start();
    for (const code of [4403, 4503, 4401]) {
      open();
      last().events.ended(code, '');
    }
    expect(network.transport).toBe('webSocket');
  });

  it('are tried again when polling fails too', () => {
    const { open, last, network } = start();
    open();
    last().events.ended(1006, '');
    open();
    last().events.ended(1006, '');
    expect(network.transport).toBe('webSocket');
  });

  it('look for nothing while nobody is in a room', () => {
    const { open, last, clock, lines } = start();
    open();
    last().events.ended(1006, '');
    const line = open();
    line.close();
    clock.pass(600_000);
    expect(lines).toHaveLength(2);
  });

  it('say nothing after they were closed', () => {
    const { open, last, ended } = start();
    open().close();
    last().events.ended(1000, '');
    expect(ended).toEqual([]);
    expect(last().isClosed).toBe(true);
  });
});
