import { type DissentInput, readDissent } from '@overlegtafel/domain';
import { refusedDay } from './day-to-come.ts';
import { freshId } from './fresh-id.ts';
import { beforeClosing, doing, itemCall, mayOwn } from './do-to-item.ts';

/** Keeps that somebody disagrees, with the day on which the table looks again. */
export const dissent = itemCall<DissentInput>({
  event: 'dissent',
  field: 'dissent',
  ask: mayOwn('WRITE', 'dissent'),
  meeting: beforeClosing,
  read: readDissent,
  decide: ({ body, world }) => {
    const day = body.revisitOn;
    const asked = day && { path: 'revisitOn', day, now: world.now(), mayBeToday: true };
    const refused = asked && refusedDay(asked);
    if (refused) return refused;
    const id = freshId('DissentId', world);
    return doing([{ kind: 'DISSENTED', dissent: id, ...body }], { made: id });
  },
});
