import type { Clock } from './clock.ts';

const againMs = 4_000;

export interface LoadParts {
  readonly clock: Clock;
  /** Whether somebody still waits for it. */
  readonly isWanted: () => boolean;
  /** It did not come; it is tried again. */
  readonly failed?: () => void;
}

/** A part of the page that comes when it is needed, tried again while the network is away; undefined when nobody waits. */
export async function untilLoaded<T>(
  load: () => Promise<T>,
  { clock, isWanted, failed }: LoadParts,
): Promise<T | undefined> {
  while (isWanted()) {
    try {
      const part = await load();
      return isWanted() ? part : undefined;
    } catch {
      failed?.();
      await new Promise<void>((resolve) => {
        clock.after(againMs, resolve);
      });
    }
  }
  return undefined;
}
