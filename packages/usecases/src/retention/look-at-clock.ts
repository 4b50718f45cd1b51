import { type ClockStanding, clockStanding } from '@overlegtafel/domain';
import type { ClockMarks } from '../ports/clock-marks.ts';
import type { World } from '../world.ts';

/**
 * CL300: looks how the clock stands. While it is in step it is followed from one look to the next, so a jump stands
 * out however long it lasts and whatever is written meanwhile.
 */
export async function lookAtClock(
  marks: Pick<ClockMarks, 'known' | 'follow'>,
  { now }: Pick<World, 'now'>,
): Promise<ClockStanding> {
  const known = await marks.known();
  const standing = clockStanding(now(), known);
  if (standing.kind === 'IN_STEP') await marks.follow(standing.at);
  return standing;
}
