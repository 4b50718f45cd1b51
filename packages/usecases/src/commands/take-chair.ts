import type { Instant, MeetingId, PersonId } from '@overlegtafel/domain';
import type { Outcome } from '../outcome/outcome.ts';
import type { AttendanceRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { doToMeeting } from './do-to-meeting.ts';
import { stepMeeting } from './step-meeting.ts';

/** How long a chair may be gone before somebody else takes the chair: a dropped connection is not a departure. */
const chairGoneMs = 60_000;

/** MC14: takes the chair of an open meeting when its chair has been gone for a minute. */
export function takeChair(
  { meeting: id }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const command = { event: 'take-chair', verb: 'LEAD', field: 'meeting' } as const;
  return doToMeeting(
    id,
    {
      ...command,
      decide: async (meeting) => {
        const now = world.now();
        const attendance = await world.stores.attendance(id);
        const present = thereOrJustGone(
          attendance,
          meeting.state.kind === 'OPEN' ? meeting.state.chair : undefined,
          now,
        );
        const step = { kind: 'TAKE_CHAIR', by: caller.person, at: now, present } as const;
        const made = stepMeeting(
          meeting,
          { command: step, deed: { kind: 'CHAIR_TAKEN' } },
          caller,
          world,
        );
        return made.ok
          ? { kind: 'DO', changes: made.changes, value: undefined }
          : { kind: 'REFUSE', refusal: made.refusal };
      },
    },
    caller,
    world,
  );
}

/** Who is at the table, and the chair also when they left less than a minute ago. */
function thereOrJustGone(
  attendance: readonly AttendanceRow[],
  chair: PersonId | undefined,
  now: Instant,
): readonly PersonId[] {
  return attendance
    .filter(
      ({ person, isPresent, since }) =>
        isPresent || (person === chair && now - since < chairGoneMs),
    )
    .map(({ person }) => person);
}
