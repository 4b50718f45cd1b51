import {
  fileHere,
  planMeeting,
  readMeetings,
  readMyWeek,
  readTable,
  readTablePeople,
  readTables,
  readWaitingCases,
  recordAdvice,
  takeInReport,
  takeInReports,
  type World,
} from '@overlegtafel/usecases';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { dayOf, idOf, mistakesIn, momentOf } from './read-values.ts';

/** Everything about a table, and my own week at all of them. */
export function tableCalls(world: World): readonly BoundCall[] {
  return [
    bind('myWeek', ({ caller }) => readMyWeek({}, caller, world)),
    bind('tables', ({ caller }) => readTables({}, caller, world)),
    bind('table', ({ params, caller }) => readTable(params, caller, world)),
    bind('tablePeople', ({ params, caller }) => readTablePeople(params, caller, world)),
    bind('meetings', ({ params, query: { next }, caller }) =>
      readMeetings({ ...params, ...(next === undefined ? {} : { next }) }, caller, world),
    ),
    bind('waitingCases', ({ params, caller }) => readWaitingCases(params, caller, world)),
    bind('planMeeting', ({ params: { table }, body, caller }) => {
      const [date, startsAt] = [dayOf(body.date, 'date'), momentOf(body.startsAt, 'startsAt')];
      if (!date.ok || !startsAt.ok) return mistakesIn(date, startsAt);
      return planMeeting({ table, date: date.value, startsAt: startsAt.value }, caller, world);
    }),
    bind('takeInReport', ({ params: { table }, body, caller }) =>
      takeInReport({ table, body }, caller, world),
    ),
    bind('takeInReports', ({ params: { table }, query: { partial }, body, ...asked }) => {
      const { format, content, preview, meeting, again } = body;
      const { file, language, caller } = asked;
      const wish = {
        table,
        file: file?.reports(format, world.now()) ?? fileHere({ format, content }, world),
        preview: preview === true,
        partial: partial === 'true',
        again: again === true,
        language,
        ...(meeting === undefined ? {} : { meeting: idOf('MeetingId', meeting) }),
      };
      return takeInReports(wish, caller, world);
    }),
    bind('recordAdvice', ({ params: { table }, body, caller }) => {
      const receivedAt = momentOf(body.receivedAt, 'receivedAt');
      if (!receivedAt.ok) return mistakesIn(receivedAt);
      return recordAdvice({ table, receivedAt: receivedAt.value }, caller, world);
    }),
  ];
}
