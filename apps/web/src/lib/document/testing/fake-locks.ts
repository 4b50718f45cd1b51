import type { WriterLocks } from '../keeping/writer-locks.ts';

/** The locks of one browser; every page that has them shares them. */
export class FakeLocks implements WriterLocks {
  readonly #held = new Set<string>();
  readonly #waiting: (() => void)[] = [];

  take(writer: Uint8Array): Promise<(() => void) | undefined> {
    const key = writer.join();
    if (this.#held.has(key)) return Promise.resolve(undefined);
    this.#held.add(key);
    return Promise.resolve(() => {
      this.#held.delete(key);
      for (const again of this.#waiting.splice(0)) again();
    });
  }

  async waitFor(writer: Uint8Array, signal: AbortSignal): Promise<(() => void) | undefined> {
    while (!signal.aborted) {
      const release = await this.take(writer);
      if (release !== undefined) return release;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
    }
    return undefined;
  }
}
