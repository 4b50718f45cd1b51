import { randomBytes } from 'node:crypto';
import {
  carryOutRetention,
  type ForgottenByAge,
  forgetOld,
  type Retention,
  type World,
} from '@overlegtafel/usecases';
import type { Log } from '../log.ts';
import type { ClockWatch } from './clock-watch.ts';

/** How often it is looked whether a new day began. Who is first does it; the others see that it is done. */
const lookMs = 10 * 60_000;

/** What carrying out retention needs. */
export interface DailyRetentionParts {
  readonly watch: Pick<ClockWatch, 'look'>;
  readonly database: ForgottenByAge & { readonly retention: Retention };
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

/**
 * RN300: everything that cannot be taken back and goes by the clock, unless that is out of step: then all of it waits,
 * and the next look asks again. What has a term goes once a day, by the process that is first. Trouble is told, and
 * tried again by whoever looks an hour later.
 */
export async function carryOut(
  { watch, database, world, log }: DailyRetentionParts,
  by: string,
): Promise<void> {
  try {
    const clock = await watch.look(world.now());
    if (clock.kind !== 'IN_STEP') return;
    await forgetOld(database, clock);
    const destroyed = await carryOutRetention(database.retention, { by, clock }, world);
    if (destroyed !== undefined) log.event('retention', { destroyed: String(destroyed) });
  } catch (error) {
    log.failure('retention', error);
  }
}
