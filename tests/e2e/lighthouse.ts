/**
 * Lighthouse over six screens of a fresh practice table in our own Chromium: medians of three runs, with the line and
 * the processor simulated, so that a busy machine counts less. Judged as a computer on a good line sees them
 * (`desktop`): performance 95 or more, accessibility 100. A telephone on slow 4G (`mobile`) is printed beside it.
 *
 *   npm run lighthouse                  everything
 *   npm run lighthouse -- --runs 1      one run each
 *   npm run lighthouse -- tafel triage  these screens
 *
 * Ends with 1 when a screen is below the goal.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { type Marks, type Preset, presets, readScreen } from './lighthouse/read-screen.ts';
import { openProfile } from './support/open-browser.ts';
import { type Screen, screensOf } from './support/screens.ts';
import { startServer } from './support/start-server.ts';

const goals = { performance: 95, accessibility: 100 };
const judged: Preset = 'desktop';
const six = ['inloggen', 'mijn-week', 'agenda', 'besluitenlijst', 'tafel', 'triage'];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function signIn(profile: BrowserContext, address: string, { as }: Screen): Promise<void> {
  await profile.clearCookies();
  if (as === undefined) return;
  const answer = await profile.request.post(`${address}/api/v1/practice/sign-in`, {
    data: { person: as },
    headers: { origin: address },
  });
  if (!answer.ok()) throw new Error(`nobody could sign in as ${as}`);
}

function line(screen: string, preset: string, marks: Marks): string {
  const { performance, accessibility, failed } = marks;
  const cells = [
    screen.padEnd(16),
    preset.padEnd(8),
    String(performance).padStart(11),
    String(accessibility).padStart(13),
    `${marks.largestPaintMs.toFixed(0)} ms`.padStart(13),
    `${marks.blockedMs.toFixed(0)} ms`.padStart(8),
    marks.layoutShift.toFixed(3).padStart(6),
  ];
  return `${cells.join(' ')}  ${failed.join(' ')}\n`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const runs = Number(values.runs);
const asked = positionals.length > 0 ? positionals : six;

const port = await freePort();
const [profile, server] = await Promise.all([openProfile(port), startServer()]);
process.stdout.write(
  `screen           preset   performance accessibility largest paint  blocked  shift  failed\n`,
);
const below: string[] = [];
for await (const screen of screensOf(server.address)) {
  if (!asked.includes(screen.name)) continue;
  await signIn(profile, server.address, screen);
  for (const preset of Object.keys(presets)) {
    if (preset !== 'desktop' && preset !== 'mobile') continue;
    const marks = await readScreen(server.address + screen.path, { port, preset, runs });
    process.stdout.write(line(screen.name, preset, marks));
    if (preset !== judged) continue;
    const { performance, accessibility } = marks;
    if (performance < goals.performance || accessibility < goals.accessibility)
      below.push(screen.name);
  }
}
await profile.close();
await server.stop();

const load = loadavg().map((minutes) => minutes.toFixed(1));
process.stdout.write(
  `judged by ${judged}, medians of ${runs}; load of the machine ${load.join(', ')}\n` +
    `below ${goals.performance} or ${goals.accessibility}: ${below.join(', ') || 'none'}\n`,
);
process.exitCode = below.length === 0 ? 0 : 1;
