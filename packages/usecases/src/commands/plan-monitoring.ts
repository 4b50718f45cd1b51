import {
  day,
  type LocalDate,
  type MonitoringMoment,
  type Owner,
  settledValue,
  thing,
} from '@overlegtafel/domain';
import type { Change } from '../ports/changes.ts';
import { refusedDay } from './day-to-come.ts';
import { caseCall } from './do-to-case.ts';
import { anyMeeting, doing, itemCall, mayOwn } from './do-to-item.ts';
import { freshId } from './fresh-id.ts';
import type { ItemScene } from '../scene/item-scene.ts';

/** Plans a check on safety. The first question of it will be whether the violence has stopped. */
export const planMonitoring = caseCall(
  itemCall<{ readonly dueOn: LocalDate }>({
    event: 'plan-monitoring',
    field: 'monitoring',
    ask: mayOwn('REPORT', 'monitoring'),
    meeting: anyMeeting,
    read: thing<{ dueOn: LocalDate }>({ dueOn: day }),
    decide: ({ scene, body: { dueOn }, world }) => {
      const asked = { path: 'dueOn', day: dueOn, now: world.now(), mayBeToday: true };
      const refused = refusedDay(asked);
      if (refused) return refused;
      const id = freshId('MonitoringId', world);
      const moment = { id, caseId: scene.item.caseId, dueOn };
      return doing([], { changes: putMoment(moment, scene, false), made: id });
    },
  }),
);

/** UC38: a check, and the open thing that it is: of whoever has the case, or else of who brought it. */
export function putMoment(
  moment: MonitoringMoment,
  { item, card }: Pick<ItemScene, 'item' | 'card'>,
  isEnded: boolean,
): readonly Change[] {
  const { table, caseId } = item;
  const key = `MONITORING:${moment.id}`;
  const thing = { kind: 'MONITORING', moment } as const;
  const bringing: Owner = { kind: 'ORGANISATION', organisation: card.bringingParty };
  const owner = settledValue(card.owner) ?? bringing;
  const row = { key, table, caseId, thing, words: '', owner, dueOn: moment.dueOn, isEnded };
  return [
    { put: 'monitoring', row: { ...moment, table } },
    { put: 'openThing', row },
  ];
}
