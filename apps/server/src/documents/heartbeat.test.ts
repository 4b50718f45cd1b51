import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { keepAlive } from './heartbeat.ts';

class FakeSocket extends EventEmitter {
  pings = 0;
  isEnded = false;

  ping(): void {
    this.pings += 1;
  }

  terminate(): void {
    this.isEnded = true;
  }
}

/** A heart that beats when the test says so. */
function heart(sockets: Set<FakeSocket>): {
  beat: () => void;
  everyMs: number;
  isStopped: () => boolean;
  stop: () => void;
} {
  let beat = () => undefined as void;
  let everyMs = 0;
  let stopped = false;
  const stop = keepAlive(sockets, (ms, then) => {
    everyMs = ms;
    beat = then;
    return () => {
      stopped = true;
    };
  });
  return { beat: () => beat(), everyMs, isStopped: () => stopped, stop };
}

describe('a heartbeat', () => {
  it('EP8 ends a socket that did not answer, at most 30 seconds after it went silent', () => {
    const [alive, silent] = [new FakeSocket(), new FakeSocket()];
    const { beat, everyMs } = heart(new Set([alive, silent]));
    beat();
    alive.emit('pong');
    expect([alive.isEnded, silent.isEnded]).toEqual([false, false]);
    beat();
    expect([alive.isEnded, silent.isEnded]).toEqual([false, true]);
    expect(2 * everyMs).toBeLessThanOrEqual(30_000);
  });

  it('EP8 goes on asking one that answers, and stops when told', () => {
    const alive = new FakeSocket();
    const { beat, stop, isStopped } = heart(new Set([alive]));
    for (const times of [1, 2, 3]) {
      beat();
      alive.emit('pong');
      expect(alive.pings).toBe(times);
    }
    stop();
    expect(isStopped()).toBe(true);
    expect(alive.isEnded).toBe(false);
  });
});
