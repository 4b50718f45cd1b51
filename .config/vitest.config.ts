import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

/**
 * Every level of tests is vitest; the levels differ in how long a test may take and how many files
 * run at once. Long forms and measurements (npm run fuzz, tests/bench) are not part of it.
 *
 *   npm test                          everything
 *   npm test -- packages/domain       what matches this path
 *   npm test -- --project unit        one level
 *
 * No time zone is set: the rules have to hold in whatever zone the machine stands in.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
/** Servers start in half the time when Node keeps what it made of their files, as `npm start` does. */
const compileCache = `${root}node_modules/.cache/node`;
/** Most files with tests of what is stored would spend a second on reading drizzle-orm. */
const quickImport = `${root}db/src/kit/quick-import.ts`;
const secondsMs = 1000;
const minutesMs = 60 * secondsMs;

const never = ['**/node_modules/**', '**/build/**', '**/.stryker-tmp/**', '**/bench/**'];

/** What has a server, and most of it a browser, of its own: one on each core, and no more than memory bears. */
const serversAtOnce = Math.min(4, Math.max(2, availableParallelism()));

/**
 * In which turn a level runs and how many of its files at once: the fast ones first, what needs the
 * machine for itself last. What is slow runs in one turn, so that no core waits for the end of a
 * level. Vitest itself leaves one core free, which is half of a machine with two.
 */
const turns = {
  fast: { order: 0, atOnce: '100%' },
  slow: { order: 1, atOnce: serversAtOnce },
  alone: { order: 2, atOnce: 1 },
};

/** Hold the server to a time. */
const timed = ['tests/faults/graceful-stop.test.ts', 'tests/faults/hostile.test.ts'];

interface Level {
  readonly name: string;
  /** Folders, or single files. */
  readonly places: readonly string[];
  readonly without?: readonly string[];
  readonly timeoutMs: number;
  readonly runs: keyof typeof turns;
}

function level({
  name,
  places,
  without = [],
  timeoutMs,
  runs,
}: Level): TestProjectInlineConfiguration {
  return {
    root,
    test: {
      name,
      include: places.map((place) =>
        place.endsWith('.ts') ? place : `${place}/**/*.{test,spec}.ts`,
      ),
      exclude: [...never, ...without],
      testTimeout: timeoutMs,
      hookTimeout: Math.max(timeoutMs, minutesMs),
      env: { NODE_COMPILE_CACHE: compileCache },
      execArgv: ['--import', quickImport],
      maxWorkers: turns[runs].atOnce,
      sequence: { groupOrder: turns[runs].order },
    },
  };
}

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      level({
        name: 'unit',
        places: ['packages', 'db', 'apps'],
        timeoutMs: 15 * secondsMs,
        runs: 'fast',
      }),
      level({
        name: 'checks',
        places: ['tests/checks'],
        timeoutMs: 2 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'contracts',
        places: ['tests/any-hour', 'tests/contracts', 'tests/meeting'],
        timeoutMs: 2 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'rights',
        places: ['tests/rights', 'tests/threats'],
        timeoutMs: 2 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'fuzz',
        places: ['tests/fuzz', 'tests/rooms'],
        timeoutMs: 5 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'e2e',
        places: ['tests/e2e'],
        timeoutMs: 5 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'faults',
        places: ['tests/faults'],
        without: timed,
        timeoutMs: 5 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'timed',
        places: timed,
        timeoutMs: 5 * minutesMs,
        runs: 'alone',
      }),
    ],
  },
});
