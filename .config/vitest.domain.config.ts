import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests of packages/domain alone, for npm run mutation: it runs them once for every changed operator. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['packages/domain/src/**/*.test.ts'],
    // The runner uses threads, and a thread cannot change the time zone of its process.
    exclude: ['**/node_modules/**', '**/process-time-zone.test.ts'],
    testTimeout: 15_000,
  },
});
