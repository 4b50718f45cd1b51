import {
  type MonitoringOutcome,
  text,
  thing,
  violenceStoppedAnswers,
  word,
} from '@overlegtafel/domain';
import { caseCall } from './do-to-case.ts';
import { anyMeeting, doing, itemCall, mayOwn, not } from './do-to-item.ts';
import { putMoment } from './plan-monitoring.ts';

type Found = Pick<MonitoringOutcome, 'violenceStopped' | 'words'>;

/** Tells what a check found: first whether the violence has stopped. Only a yes ends it. */
export const monitoringOutcome = caseCall(
  itemCall<Found>({
    event: 'monitoring-outcome',
    field: 'monitoring',
    ask: mayOwn('REPORT', 'monitoring'),
    meeting: anyMeeting,
    read: thing<Found>({ violenceStopped: word(violenceStoppedAnswers), words: text(2000) }),
    isExact: true,
    decide: async ({ scene, target, body, world }) => {
      const moments = await world.stores.monitoringOf([scene.item.caseId]);
      const moment = moments.find(({ id }) => id === target.moment);
      if (!moment) return not({ kind: 'NOT_THERE' });
      if (moment.outcome) return not({ kind: 'NOT_NOW', because: 'ALREADY_TOLD' });
      const outcome = { ...body, by: scene.actor.person, at: world.now() };
      const { id, caseId, dueOn } = moment;
      const isEnded = body.violenceStopped === 'YES';
      const changes = putMoment({ id, caseId, dueOn, outcome }, scene, isEnded);
      return doing([], { changes, changesRights: isEnded });
    },
  }),
);
