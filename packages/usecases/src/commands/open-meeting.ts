import type { MeetingId } from '@overlegtafel/domain';
import { fillAgenda } from '../agenda/fill-agenda.ts';
import { roomOfMeeting } from '../agenda/next-meeting.ts';
import { lineOf } from '../audit/line-of.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { type DecidedMeeting, doToMeeting } from './do-to-meeting.ts';
import { present } from './enter-meeting.ts';
import { stepMeeting } from './step-meeting.ts';

/** MC11: opens a prepared meeting, with everything on its agenda that earlier tables left for it. */
export function openMeeting(
  { meeting: id }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  return doToMeeting(
    id,
    {
      event: 'open-meeting',
      verb: 'LEAD',
      field: 'meeting',
      decide: (meeting) => decide(meeting, caller, world),
    },
    caller,
    world,
  );
}

async function decide(
  meeting: MeetingRow,
  caller: Caller,
  world: World,
): Promise<DecidedMeeting<undefined>> {
  const step = { kind: 'OPEN', by: caller.person, at: world.now() } as const;
  const made = stepMeeting(meeting, { command: step, deed: { kind: 'OPENED' } }, caller, world);
  if (!made.ok) return { kind: 'REFUSE', refusal: made.refusal };
  await world.rooms.prepare([roomOfMeeting(meeting)]);
  const filled = await fillAgenda(meeting, await fillLine(meeting, caller, world), world);
  // What was added raised the revision: look again, and open the meeting as it now stands.
  if (filled.kind !== 'PLACED' || filled.isChanged)
    return { kind: 'REFUSE', refusal: { kind: 'MOVED' } };
  const changes = [...made.changes, present(meeting.id, caller.person, world)];
  return { kind: 'DO', changes, value: undefined };
}

/** The line of the access log for what is put on an agenda by itself. */
export async function fillLine(meeting: MeetingRow, caller: Caller, world: World) {
  const actor = await actorOf(caller.person, world);
  return lineOf(
    {
      action: 'C',
      event: 'fill-agenda',
      objectKind: 'meeting',
      object: meeting.id,
      about: { table: meeting.tableId },
    },
    askTable(actor, 'READ', 'agenda', meeting.tableId),
    caller,
    world,
  );
}
