// Loaded before every server that is measured: SIGUSR2 collects all garbage (needs --expose-gc).
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('SIGUSR2', () => {
    globalThis.gc?.();
    globalThis.gc?.();
  });
}
