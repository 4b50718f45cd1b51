import {
  dayToComeMistake,
  type Instant,
  type LocalDate,
  localDateOf,
  type MeetingId,
  type TableId,
} from '@overlegtafel/domain';
import { fillAgenda } from '../agenda/fill-agenda.ts';
import { roomOfMeeting } from '../agenda/next-meeting.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { MeetingRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { askForTable } from './ask-for-table.ts';
import { freshId } from './fresh-id.ts';
import { onceFor } from './once-for.ts';
import { fillLine } from './open-meeting.ts';

export interface PlanMeeting {
  readonly table: TableId;
  readonly date: LocalDate;
  readonly startsAt: Instant;
}

/** MC10: plans a meeting, with what is due by then on its agenda. */
export async function planMeeting(
  { table, date, startsAt }: PlanMeeting,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: MeetingId }>> {
  const wish = { event: 'plan-meeting', verb: 'WRITE', field: 'agenda', action: 'C' } as const;
  const asked = await askForTable(table, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  if (localDateOf(startsAt) !== date)
    return refuse({ kind: 'MISTAKES', mistakes: [{ path: 'startsAt', kind: 'OUT_OF_RANGE' }] });
  const mistake = dayToComeMistake({
    path: 'date',
    day: date,
    today: localDateOf(world.now()),
    mayBeToday: true,
  });
  if (mistake) return refuse({ kind: 'MISTAKES', mistakes: [mistake] });
  const unclosed = await world.stores.unclosedMeetings(table);
  if (unclosed.some((one) => one.date === date))
    return refuse({ kind: 'NOT_NOW', because: 'DATE_TAKEN' });
  const id = freshId('MeetingId', world);
  const row: MeetingRow = {
    id,
    tableId: table,
    date,
    startsAt,
    state: { kind: 'PREPARED' },
    revision: 1,
  };
  await world.rooms.prepare([roomOfMeeting(row)]);
  await world.ledger.commit({
    guards: [],
    changes: [{ put: 'meeting', row }],
    lines: [asked.value],
    ...onceFor(caller, { id }),
  });
  await fillAgenda(row, await fillLine(row, caller, world), world);
  return done({ id: row.id });
}
