import type { Clock } from '#lib/document/clock.ts';
import { beginAnew } from './begin-anew.ts';

const againMs = 4_000;

export interface LoadParts {
  readonly clock: Clock;
  /** Whether somebody still waits for it. */
  readonly isWanted: () => boolean;
  /** It did not come; it is tried again. */
  readonly failed?: () => void;
  /** Whether the server answers by now. */
  readonly reaches?: () => Promise<boolean>;
  /** It stays away although the server answers. */
  readonly startOver?: () => void;
}

/**
 * A part of the page that comes when it is needed, tried again while the network is away; undefined when nobody waits.
 *
 * SH44: a browser keeps a script that did not come as failed (HTML, module map) and never asks for it again. So when the
 * server answers and the part still does not come, only a fresh page helps.
 */
export async function untilLoaded<T>(
  load: () => Promise<T>,
  { clock, isWanted, failed, reaches = reachesServer, startOver = beginAnew }: LoadParts,
): Promise<T | undefined> {
  for (let failures = 1; isWanted(); failures += 1) {
    try {
      const part = await load();
      return isWanted() ? part : undefined;
    } catch {
      failed?.();
      if (failures > 1 && (await reaches())) startOver();
      await new Promise<void>((resolve) => {
        clock.after(againMs, resolve);
      });
    }
  }
  return undefined;
}

/** Whether the server answers now. */
export async function reachesServer(): Promise<boolean> {
  try {
    const answer = await fetch('/api/v1/health', { cache: 'no-store' });
    // An answer that is not read to its end keeps its connection, and a browser has few of them.
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}
