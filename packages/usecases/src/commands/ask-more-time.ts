import { day, type LocalDate, text, thing } from '@overlegtafel/domain';
import { itemCall } from './do-to-item.ts';
import { reportAction } from './report-action.ts';
import { onNewDay } from './settle-action.ts';

interface MoreTime {
  readonly until: LocalDate;
  readonly words: string;
}

const ask = reportAction(
  'ask-more-time',
  thing<MoreTime>({ until: day, words: text(2000) }),
  ({ scene, world, body }) => ({
    kind: 'MORE_TIME',
    ...body,
    agreed: false,
    by: scene.actor.person,
    at: world.now(),
  }),
);

/** Asks for more time. The new day counts only when the table agrees. */
export const askMoreTime = itemCall<MoreTime>({
  ...ask,
  decide: (deciding) => onNewDay(deciding, ask.decide),
});
