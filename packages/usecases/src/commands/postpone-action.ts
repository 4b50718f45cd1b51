import { day, type LocalDate, text, thing } from '@overlegtafel/domain';
import { itemCall } from './do-to-item.ts';
import { onNewDay, settleAction } from './settle-action.ts';

interface Postponement {
  readonly until: LocalDate;
  readonly reason: string;
}

const postpone = settleAction(
  'postpone-action',
  thing<Postponement>({ until: day, reason: text(2000) }),
  ({ scene, world, body: { until, reason } }) => ({
    kind: 'MORE_TIME',
    until,
    words: reason,
    agreed: true,
    by: scene.actor.person,
    at: world.now(),
  }),
);

/** UC51: the table gives an action a new day, with the reason. It counts at once. */
export const postponeAction = itemCall<Postponement>({
  ...postpone,
  decide: (deciding) => onNewDay(deciding, postpone.decide),
});
