import {
  day,
  type LocalDate,
  localDateOf,
  type MonitoringMoment,
  thing,
} from '@overlegtafel/domain';
import type { Change } from '../ports/changes.ts';
import type { ItemRow } from '../ports/rows.ts';
import { caseCall } from './do-to-case.ts';
import { anyMeeting, doing, itemCall, mayOwn, not } from './do-to-item.ts';
import { freshId } from './fresh-id.ts';

/** Plans a check on safety. The first question of it will be whether the violence has stopped. */
export const planMonitoring = caseCall(
  itemCall<{ readonly dueOn: LocalDate }>({
    event: 'plan-monitoring',
    field: 'monitoring',
    ask: mayOwn('REPORT', 'monitoring'),
    meeting: anyMeeting,
    read: thing<{ dueOn: LocalDate }>({ dueOn: day }),
    decide: ({ scene, body: { dueOn }, world }) => {
      if (dueOn < localDateOf(world.now()))
        return not({ kind: 'MISTAKES', mistakes: [{ path: 'dueOn', kind: 'OUT_OF_RANGE' }] });
      const id = freshId('MonitoringId', world);
      const moment = { id, caseId: scene.item.caseId, dueOn };
      return doing([], { changes: putMoment(moment, scene.item, false), made: id });
    },
  }),
);

/** A check, and the open thing that it is. */
export function putMoment(
  moment: MonitoringMoment,
  { table, caseId }: Pick<ItemRow, 'table' | 'caseId'>,
  isEnded: boolean,
): readonly Change[] {
  const key = `MONITORING:${moment.id}`;
  const thing = { kind: 'MONITORING', moment } as const;
  const row = { key, table, caseId, thing, words: '', dueOn: moment.dueOn, isEnded };
  return [
    { put: 'monitoring', row: { ...moment, table } },
    { put: 'openThing', row },
  ];
}
