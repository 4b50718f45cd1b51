import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TwoAtACase } from './focus/two-at-a-case.ts';
import { openBrowser } from './support/open-browser.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const turns = 10;
const patienceMs = 4 * 60_000;

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

it(
  'AX10 whatever somebody else does to a case, focus, scroll and selection stay with whoever works in it',
  async () => {
    const two = await TwoAtACase.sitDown(browser, server.address);
    for (let n = 0; n < turns; n += 1) await two.turn(n);
    const { frames, ...counts } = await two.hands.counts();
    two.leave();
    expect(counts).toEqual({ focus: 0, scroll: 0, selection: 0 });
    expect(two.edits).toBe(turns * 6);
    expect(frames).toBeGreaterThan(two.edits);
  },
  patienceMs,
);
