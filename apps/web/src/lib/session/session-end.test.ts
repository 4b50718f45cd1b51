import { describe, expect, it } from 'vitest';
import type { Clock } from '#lib/document/clock.ts';
import { type SessionEnd, SessionEndWatch, type Told } from './session-end.ts';

const minuteMs = 60_000;
/** When the pages here came, by the server. */
const serverMs = Date.UTC(2026, 10, 24, 9);

/** A clock that goes when it is told to. */
class HandClock implements Clock {
  #nowMs = 0;
  #waiting: { readonly atMs: number; readonly then: () => void }[] = [];

  now = (): number => this.#nowMs;

  after = (ms: number, then: () => void): (() => void) => {
    const one = { atMs: this.#nowMs + ms, then };
    this.#waiting.push(one);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
    };
  };

  /** Lets time pass, and what was asked meanwhile be answered. */
  async pass(ms: number): Promise<void> {
    await settled();
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#waiting.filter(({ atMs }) => atMs <= untilMs).sort(byTime)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.then();
      await settled();
    }
    this.#nowMs = untilMs;
  }
}

const byTime = (a: { readonly atMs: number }, b: { readonly atMs: number }) => a.atMs - b.atMs;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A page with a session of ten minutes unused and an hour in all; its browser runs years behind the server. */
function made(wholeMs = 60 * minuteMs) {
  const clock = new HandClock();
  const server = {
    usedAtMs: 0,
    isReached: true,
    asked: 0,
    kept: 0,
    signedInAgain: false,
    isOthers: false,
  };
  const said: SessionEnd[] = [];
  const tell = (): Told => {
    if (!server.isReached) return 'NO_ANSWER';
    if (server.isOthers) return 'OTHER_PERSON';
    const unusedMs = server.usedAtMs + 10 * minuteMs;
    if (clock.now() >= Math.min(unusedMs, wholeMs) && !server.signedInAgain) return 'SIGNED_OUT';
    const at = (ms: number) => new Date(serverMs + ms).toISOString();
    return { asOf: at(clock.now()), idleEndsAt: at(unusedMs), endsAt: at(wholeMs) };
  };
  const watch = new SessionEndWatch({
    clock,
    ask: () => {
      server.asked += 1;
      return Promise.resolve(tell());
    },
    keep: () => {
      server.kept += 1;
      const told = tell();
      if (typeof told === 'object') server.usedAtMs = clock.now();
      return Promise.resolve(tell());
    },
    say: (end) => said.push(end),
  });
  return { clock, server, said, watch };
}

describe('a session that is about to end', () => {
  it('SH40 two minutes before it ends unused the page says when, and not before', async () => {
    const { clock, said, watch } = made();
    watch.start();
    await clock.pass(8 * minuteMs - 1);
    expect(said).toEqual([]);
    await clock.pass(1);
    expect(said).toEqual([{ kind: 'NEAR', why: 'UNUSED', atMs: serverMs + 10 * minuteMs }]);
  });

  it('SH40 one button keeps it', async () => {
    const { clock, said, watch } = made();
    watch.start();
    await clock.pass(9 * minuteMs);
    await watch.keep();
    expect(said.at(-1)).toEqual({ kind: 'FAR' });
    await clock.pass(8 * minuteMs - 1);
    expect(said).toHaveLength(2);
  });

  it('SH40 that it ends whatever happens is said, however busy somebody is', async () => {
    const { clock, said, watch } = made(15 * minuteMs);
    watch.start();
    for (let minute = 0; minute < 13; minute += 1) {
      watch.worked();
      await clock.pass(minuteMs);
    }
    expect(said).toEqual([{ kind: 'NEAR', why: 'WHOLE', atMs: serverMs + 15 * minuteMs }]);
  });

  it('SH41 who types stays, and the server hears of it at most once a minute', async () => {
    const { clock, server, said, watch } = made();
    watch.start();
    for (let second = 0; second < 30 * 60; second += 1) {
      watch.worked();
      await clock.pass(1_000);
    }
    expect(said).toEqual([]);
    expect(server.kept).toBeLessThanOrEqual(30);
    expect(server.usedAtMs).toBeGreaterThan(28 * minuteMs);
  });

  it('SH42 when it ended the page says so, and goes on after signing in beside it', async () => {
    const { clock, server, said, watch } = made();
    watch.start();
    await clock.pass(11 * minuteMs);
    expect(said.at(-1)).toEqual({ kind: 'ENDED' });
    server.signedInAgain = true;
    server.usedAtMs = clock.now();
    await watch.look();
    expect(said.at(-1)).toEqual({ kind: 'FAR' });
  });

  it('SH162 when somebody else signed in the page says so once, and goes on by itself when its person is back', async () => {
    const { clock, server, said, watch } = made();
    watch.start();
    server.isOthers = true;
    await watch.look();
    await watch.look();
    expect(said).toEqual([{ kind: 'OTHER' }]);
    server.isOthers = false;
    await clock.pass(minuteMs);
    expect(said).toEqual([{ kind: 'OTHER' }, { kind: 'FAR' }]);
  });

  it('SH43 a page that nobody touches only asks', async () => {
    const { clock, server, said, watch } = made();
    watch.start();
    await clock.pass(11 * minuteMs);
    expect(server.kept).toBe(0);
    expect(server.asked).toBeGreaterThan(1);
    expect(said.at(-1)).toEqual({ kind: 'ENDED' });
  });

  it('SH40 without a connection nobody is said to be signed out, and it is asked again', async () => {
    const { clock, server, said, watch } = made();
    watch.start();
    server.isReached = false;
    await clock.pass(5 * minuteMs);
    expect(said).toEqual([]);
    server.isReached = true;
    await clock.pass(4 * minuteMs);
    expect(said.at(-1)).toMatchObject({ kind: 'NEAR' });
  });

  it('SH43 what another page of the same browser did counts here as well', async () => {
    const { clock, server, said, watch } = made();
    watch.start();
    await clock.pass(5 * minuteMs);
    server.usedAtMs = clock.now();
    await clock.pass(4 * minuteMs);
    expect(said).toEqual([]);
  });

  it('SH43 a page that is left asks nothing more', async () => {
    const { clock, server, watch } = made();
    watch.start()();
    await clock.pass(60 * minuteMs);
    expect(server.asked).toBe(0);
  });
});
