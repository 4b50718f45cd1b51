import { randomBytes } from 'node:crypto';
import { carryOutRetention, type Retention, type World } from '@overlegtafel/usecases';
import type { Log } from '../log.ts';

/** How often it is looked whether a new day began. Who is first does it; the others see that it is done. */
const lookMs = 10 * 60_000;
/** Sessions that ended longer ago than this are forgotten. */
const forgetSessionsAfterMs = 30 * 24 * 60 * 60_000;

/** What carrying out retention needs. */
export interface DailyRetentionParts {
  readonly retention: Retention;
  readonly forgetSessions: (beforeMs: number) => Promise<void>;
  readonly world: World;
  readonly log: Log;
}

/** Carries out what must be destroyed, every day; gives how to stop. */
export function keepRetention(parts: DailyRetentionParts): () => void {
  const by = randomBytes(8).toString('hex');
  // Not at once: after a start everybody is coming back.
  const looking = setInterval(() => void carryOut(parts, by), lookMs).unref();
  return () => {
    clearInterval(looking);
  };
}

/** Does it when this process is the first of today. Trouble is told, and tried again by whoever looks an hour later. */
export async function carryOut(
  { retention, forgetSessions, world, log }: DailyRetentionParts,
  by: string,
): Promise<void> {
  try {
    const destroyed = await carryOutRetention(retention, by, world);
    if (destroyed === undefined) return;
    await forgetSessions(world.now() - forgetSessionsAfterMs);
    log.event('retention', { destroyed: String(destroyed) });
  } catch (error) {
    log.failure('retention', error);
  }
}
