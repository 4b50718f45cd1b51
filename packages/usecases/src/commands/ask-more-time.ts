import { day, type LocalDate, localDateOf, text, thing } from '@overlegtafel/domain';
import { itemCall, not } from './do-to-item.ts';
import { reportAction } from './report-action.ts';

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
  decide: (deciding) =>
    deciding.body.until <= localDateOf(deciding.world.now())
      ? not({ kind: 'MISTAKES', mistakes: [{ path: 'until', kind: 'OUT_OF_RANGE' }] })
      : ask.decide(deciding),
});
