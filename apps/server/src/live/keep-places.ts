import type { Follower } from './following.ts';
import type { LiveTable } from './live-table.ts';

/**
 * Says of everybody who is connected here and has a place at a table that they are there. Whoever was thought gone
 * sits down again. Then frees the places that no process keeps.
 */
export async function keepPlaces(
  followers: readonly Follower[],
  table: Pick<LiveTable, 'seen' | 'enter' | 'freePlaces'>,
): Promise<void> {
  const here = followers.filter(({ guests, hasPlace }) => hasPlace && guests.size > 0);
  for (const [meeting, those] of Map.groupBy(here, (follower) => follower.meeting)) {
    const seen = await table.seen(
      meeting,
      those.map(({ person }) => person),
    );
    const thoughtGone = those.filter(({ person }) => !seen.has(person));
    for (const follower of thoughtGone) {
      const [guest] = follower.guests;
      if (guest) follower.hasPlace = await table.enter(meeting, guest.caller());
    }
  }
  await table.freePlaces();
}
