import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

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
const secondsMs = 1000;
const minutesMs = 60 * secondsMs;

const never = ['**/node_modules/**', '**/build/**', '**/.stryker-tmp/**', '**/bench/**'];

/**
 * In which turn a level runs and how many of its files at once: the fast ones first, what needs the
 * machine for itself last. Vitest itself leaves one core free, which is half of a machine with two.
 */
const turns = {
  fast: { order: 0, atOnce: '100%' },
  slow: { order: 1, atOnce: '100%' },
  // Each file has a server and a browser of its own.
  browsers: { order: 2, atOnce: 2 },
  alone: { order: 3, atOnce: 1 },
};

interface Level {
  readonly name: string;
  readonly folders: readonly string[];
  readonly timeoutMs: number;
  readonly runs: keyof typeof turns;
}

function level({ name, folders, timeoutMs, runs }: Level): TestProjectInlineConfiguration {
  return {
    root,
    test: {
      name,
      include: folders.map((folder) => `${folder}/**/*.{test,spec}.ts`),
      exclude: never,
      testTimeout: timeoutMs,
      hookTimeout: Math.max(timeoutMs, minutesMs),
      maxWorkers: turns[runs].atOnce,
      sequence: { groupOrder: turns[runs].order },
    },
  };
}

export default defineConfig({
  root,
  test: {
    projects: [
      level({
        name: 'unit',
        folders: ['packages', 'db', 'apps'],
        timeoutMs: 15 * secondsMs,
        runs: 'fast',
      }),
      level({
        name: 'checks',
        folders: ['tests/checks'],
        timeoutMs: 2 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'contracts',
        folders: ['tests/contracts', 'tests/meeting'],
        timeoutMs: 2 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'rights',
        folders: ['tests/rights', 'tests/threats'],
        timeoutMs: 2 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'fuzz',
        folders: ['tests/fuzz', 'tests/rooms'],
        timeoutMs: 5 * minutesMs,
        runs: 'slow',
      }),
      level({
        name: 'e2e',
        folders: ['tests/e2e'],
        timeoutMs: 5 * minutesMs,
        runs: 'browsers',
      }),
      level({
        name: 'faults',
        folders: ['tests/faults'],
        timeoutMs: 5 * minutesMs,
        runs: 'alone',
      }),
    ],
  },
});
