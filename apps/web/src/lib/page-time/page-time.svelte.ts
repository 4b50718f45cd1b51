import type { LocalDate } from '@overlegtafel/domain';
import { dayAt, serverTime } from './server-time.ts';

const everyMs = 10_000;

/** SH320: the time and the day of this page. They are the server's, and go on while the page stays open. */
class PageTime {
  /** Undefined where pages are made: many are made at once, each at its own moment. */
  #nowMs = $state<number>();
  readonly #today = $derived(this.#nowMs === undefined ? undefined : dayAt(this.#nowMs));

  /** Whether anybody can see the page. */
  isSeen = $state(true);

  get nowMs(): number {
    return this.#nowMs ?? serverTime.nowMs();
  }

  get today(): LocalDate {
    return this.#today ?? dayAt(serverTime.nowMs());
  }

  /** The page begins with the time at which the server wrote it: the words of both are the same. */
  begin(atMs: number): void {
    if (!('document' in globalThis)) return;
    serverTime.heard(atMs);
    this.#nowMs = atMs;
  }

  /** Follows the time; the answer ends it. */
  start(): () => void {
    const look = (): void => {
      this.#nowMs = serverTime.nowMs();
      this.isSeen = !document.hidden;
    };
    const timer = setInterval(look, everyMs);
    // A timer of a page that nobody sees, or of a machine that slept, comes late.
    const ways = ['focus', 'visibilitychange'] as const;
    for (const way of ways) addEventListener(way, look, { capture: true });
    return () => {
      clearInterval(timer);
      for (const way of ways) removeEventListener(way, look, { capture: true });
    };
  }
}

export const pageTime = new PageTime();
