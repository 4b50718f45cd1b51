import type { MeetingId, PersonId } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { Change } from '../ports/changes.ts';
import type { Caller, World } from '../world.ts';
import { beforeClosing } from './do-to-item.ts';
import { doToMeeting, notNow } from './do-to-meeting.ts';

/** MC15: sits down at the table. Who is there counts for the closing gate, so it raises the revision. */
export function enterMeeting(
  { meeting }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  return changePlace({ meeting, event: 'enter-meeting', isPresent: true }, caller, world);
}

/** MC15: leaves the table. */
export function leaveMeeting(
  { meeting }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  return changePlace({ meeting, event: 'leave-meeting', isPresent: false }, caller, world);
}

function changePlace(
  place: { readonly meeting: MeetingId; readonly event: LoggedEvent; readonly isPresent: boolean },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const { meeting: id, event, isPresent } = place;
  return doToMeeting(
    id,
    {
      event,
      verb: 'READ',
      field: 'meeting',
      decide: async ({ state }) => {
        if (!beforeClosing.includes(state.kind)) return notNow(`MEETING_${state.kind}`);
        const rows = await world.stores.attendance(id);
        const wasPresent = rows.find((one) => one.person === caller.person)?.isPresent ?? false;
        if (wasPresent === isPresent) return { kind: 'NOTHING', value: undefined };
        return {
          kind: 'DO',
          guard: { kind: 'MEETING_IS', meeting: id, states: beforeClosing },
          changes: [attendanceChange(id, caller.person, isPresent, world)],
          value: undefined,
        };
      },
    },
    caller,
    world,
  );
}

/** That somebody is at the table from now on. */
export function present(meeting: MeetingId, person: PersonId, world: World): Change {
  return attendanceChange(meeting, person, true, world);
}

function attendanceChange(
  meeting: MeetingId,
  person: PersonId,
  isPresent: boolean,
  world: World,
): Change {
  return { put: 'attendance', row: { meeting, person, isPresent, since: world.now() } };
}
